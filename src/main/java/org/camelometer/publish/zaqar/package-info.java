/**
 * The publisher {@code zaqar:}, which puts messages into a queue of Zaqar. Part of {@code publish};
 * uses {@code publish} and {@code publish.http}.
 */
@NullMarked
package org.camelometer.publish.zaqar;

import org.jspecify.annotations.NullMarked;
