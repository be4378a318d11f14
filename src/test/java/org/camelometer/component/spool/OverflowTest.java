package org.camelometer.component.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.camelometer.hypervisor.libvirt.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverflowTest {
  private static final SpoolSettings SETTINGS =
      new SpoolSettings(Path.of("x.spool"), 1000, OverflowPolicy.DROP_OLDEST, Duration.ZERO);

  private final LogLines log = new LogLines(Overflow.class);
  private final Overflow overflow = new Overflow(7);

  @AfterEach
  void closeTheLog() {
    log.close();
  }

  @Test
  void saysOnceThatMessagesAreDroppedAndOnceThatThereIsRoomAgain() {
    overflow.committed(holding(900, 7), false, SETTINGS);
    assertThat(log.lines()).isEmpty();

    overflow.committed(holding(990, 8), true, SETTINGS);
    overflow.committed(holding(900, 8), false, SETTINGS);
    overflow.committed(holding(990, 9), true, SETTINGS);
    assertThat(log.lines())
        .containsExactly(
            "WARN The spool x.spool is full (1000 bytes): until there is room, the oldest messages"
                + " are dropped for newer ones, and counted");

    overflow.committed(holding(400, 9), false, SETTINGS);
    assertThat(log.lines())
        .hasSize(2)
        .last()
        .isEqualTo("INFO The spool x.spool has room again; 2 were dropped");
  }

  private static Content holding(long bytes, long dropped) {
    return new Content(
        new Content.Share(1, bytes, 1), Content.Share.NONE, Totals.NONE.dropped(dropped));
  }
}
