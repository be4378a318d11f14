/**
 * The Camel component {@code rabbitmq:}, on RabbitMQ's own client. Stands alone: it knows nothing
 * of telemetry and uses no other room, so that any Camel deployment can take it.
 */
@NullMarked
package org.camelometer.component.rabbitmq;

import org.jspecify.annotations.NullMarked;
