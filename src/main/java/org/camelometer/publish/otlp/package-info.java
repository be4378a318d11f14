/**
 * The publisher {@code opentelemetryhttp:}: metrics as OTLP has them, in Protobuf of our own
 * writing. Part of {@code publish}; uses {@code publish} and {@code publish.http}.
 */
@NullMarked
package org.camelometer.publish.otlp;

import org.jspecify.annotations.NullMarked;
