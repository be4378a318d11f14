package org.camelometer.transform;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the steps of chains say until it is closed. */
final class StepLog implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger(Step.class);
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  StepLog() {
    events.start();
    logger.addAppender(events);
  }

  List<String> lines() {
    return events.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Override
  public void close() {
    logger.detachAppender(events);
  }
}
