package org.camelometer.runtime.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** Keeps the latest warning, so that a screen without a log can show it. For any thread. */
public final class LastWarning extends AppenderBase<ILoggingEvent> {
  private volatile String text = "";

  /** Takes the place of the log: what it would have said is kept here, the latest alone. */
  public static LastWarning insteadOfLog() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    LastWarning warning = new LastWarning();
    warning.setContext(context);
    warning.start();
    ch.qos.logback.classic.Logger root = context.getLogger("ROOT");
    root.detachAndStopAllAppenders();
    root.addAppender(warning);
    return warning;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      text = event.getFormattedMessage();
    }
  }

  /** The latest warning, or nothing. */
  public String text() {
    return text;
  }
}
