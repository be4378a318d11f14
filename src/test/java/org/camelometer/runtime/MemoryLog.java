package org.camelometer.runtime;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What one logger says during a test. */
final class MemoryLog {
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  private MemoryLog() {}

  static MemoryLog of(String logger) {
    MemoryLog log = new MemoryLog();
    log.events.start();
    ((Logger) LoggerFactory.getLogger(logger)).addAppender(log.events);
    return log;
  }

  /** Its lines, each with its level before it. */
  List<String> levelled() {
    return List.copyOf(events.list).stream()
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  List<String> lines() {
    return List.copyOf(events.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
