package org.camelometer.poll;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FaultsTest {
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(FaultsTest.class);
  private final Faults faults = new Faults(logger);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @Test
  void saysAFailureOnceAndItsEndOnce() {
    for (int i = 0; i < 3; i++) {
      faults.note("Cpu", Optional.of(new IOException("away")));
    }
    faults.note("Cpu", Optional.empty());
    faults.note("Cpu", Optional.empty());
    assertThat(lines())
        .containsExactly("Cpu fails: away. It is tried again at every tick.", "Cpu works again.");
  }

  @Test
  void takesThingsThatFailForOneReasonTogether() {
    faults.note("Cpu", Optional.of(new IOException("away")));
    faults.note("Memory", Optional.of(new IOException("away")));
    faults.note("Cpu", Optional.empty());
    assertThat(lines()).hasSize(1);
    faults.note("Memory", Optional.empty());
    assertThat(lines()).last().isEqualTo("Cpu works again.");
    assertThat(faults.any()).isFalse();
  }

  @Test
  void saysANewReason() {
    faults.note("Cpu", Optional.of(new IOException("away")));
    faults.note("Cpu", Optional.of(new IOException("refused")));
    faults.note("Cpu", Optional.of(new IOException("away")));
    assertThat(lines()).hasSize(3);
  }

  @Test
  void passesOverWhatWasSaidElsewhere() {
    faults.note("Cpu", Optional.of(new Said()));
    faults.note("Memory", Optional.of(new IOException("around it", new Said())));
    assertThat(faults.any()).isTrue();
    faults.note("Cpu", Optional.empty());
    faults.note("Memory", Optional.empty());
    assertThat(faults.any()).isFalse();
    assertThat(lines()).isEmpty();
  }

  private static final class Said extends IOException implements AlreadySaid {
    private static final long serialVersionUID = 1L;
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
