package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.camelometer.hypervisor.HypervisorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NoticeTest {
  private final LogLines log = new LogLines(Notice.class);
  private final Notice notice = new Notice();

  @AfterEach
  void release() {
    log.close();
  }

  @Test
  void saysNothingWhileAllIsWell() {
    notice.tell(3, 0, Optional.empty());
    notice.tell(0, 0, Optional.empty());
    notice.tell(3, 0, Optional.of(new HypervisorException("a chunk broke")));
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void saysOnceThatGuestsAreMissingAndOnceThatNoneIs() {
    notice.tell(5, 2, Optional.empty());
    notice.tell(5, 4, Optional.of(new HypervisorException("otherwise")));
    notice.tell(4, 0, Optional.empty());
    notice.tell(4, 0, Optional.empty());
    assertThat(log.lines())
        .containsExactly(
            "WARN 2 of 5 running guests are not read: the time of the cycle was over before",
            "INFO all 4 running guests are read again");
  }

  @Test
  void givesTheReasonThatLibvirtGave() {
    notice.tell(2, 1, Optional.of(new HypervisorException("a chunk broke")));
    assertThat(log.lines())
        .containsExactly("WARN 1 of 2 running guests are not read: a chunk broke");
  }
}
