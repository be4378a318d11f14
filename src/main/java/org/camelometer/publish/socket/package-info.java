/**
 * The publishers {@code tcp:} and {@code udp:}, which write signed messages to sockets of their
 * own. Part of {@code publish}; uses {@code publish}.
 */
@NullMarked
package org.camelometer.publish.socket;

import org.jspecify.annotations.NullMarked;
