/**
 * The publisher {@code kafka:}, on Kafka's own client, which is loaded with the first batch. Part
 * of {@code publish}; uses {@code publish}.
 */
@NullMarked
package org.camelometer.publish.kafka;

import org.jspecify.annotations.NullMarked;
