/**
 * The publisher {@code prometheus:}, which pushes to a Pushgateway. Part of {@code publish}; uses
 * {@code publish} and {@code publish.http}.
 */
@NullMarked
package org.camelometer.publish.prometheus;

import org.jspecify.annotations.NullMarked;
