/**
 * The publisher {@code notifier:}: notifications as oslo.messaging writes them, and the broker that
 * they go to. Part of {@code publish}; uses {@code publish}. Sends nothing itself: the kamelet
 * {@code publisher-notifier} has an endpoint of {@code component.rabbitmq}.
 */
@NullMarked
package org.camelometer.publish.notifier;

import org.jspecify.annotations.NullMarked;
