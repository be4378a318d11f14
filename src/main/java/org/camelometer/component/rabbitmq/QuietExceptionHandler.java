package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.DefaultExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves it to {@link Broker} to say that a connection is lost: the client would say it a second
 * time, and once for each attempt.
 */
final class QuietExceptionHandler extends DefaultExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(QuietExceptionHandler.class);

  @Override
  public void handleUnexpectedConnectionDriverException(Connection connection, Throwable cause) {
    LOG.debug("The connection {} ended", connection, cause);
  }
}
