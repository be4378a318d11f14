package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.poll.AlreadySaid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReachabilityTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Reachability libvirt = new Reachability("qemu:///system", nanos::get);
  private final LogLines log = new LogLines(Reachability.class);

  @AfterEach
  void release() {
    log.close();
  }

  @Test
  void isTakenForGrantedBeforeTheFirstAttempt() {
    assertThatCode(libvirt::check).doesNotThrowAnyException();
    libvirt.reached();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void isNotTriedAgainForHalfASecondAfterAFailure() {
    fail("no socket");
    pass(Duration.ofMillis(499));
    assertThatThrownBy(libvirt::check)
        .isInstanceOf(HypervisorException.class)
        .hasMessage("libvirt at qemu:///system can't be reached: no socket");
    pass(Duration.ofMillis(1));
    assertThatCode(libvirt::check).doesNotThrowAnyException();
  }

  @Test
  void everyFailureCountsAnew() {
    fail("no socket");
    pass(Duration.ofMillis(400));
    fail("refused");
    pass(Duration.ofMillis(400));
    assertThatThrownBy(libvirt::check).hasMessageEndingWith("can't be reached: refused");
  }

  @Test
  void isSaidOnceWhicheverConnectionFindsOutAndOnceWhenItIsBack() {
    fail("no socket");
    fail("refused");
    libvirt.reached();
    libvirt.reached();
    fail("no socket");
    assertThat(log.lines())
        .hasSize(3)
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).contains("can't be reached: no socket");
              assertThat(lines.get(1))
                  .isEqualTo("INFO libvirt at qemu:///system can be reached again");
              assertThat(lines.get(2)).startsWith("WARN");
            });
  }

  @Test
  void isSaidOnceWhileItHangsAndOnceWhenItAnswers() {
    hang();
    hang();
    libvirt.reached();
    hang();
    libvirt.answered();
    libvirt.answered();
    assertThat(log.lines())
        .containsExactly(
            "WARN libvirt at qemu:///system doesn't answer; see whether its daemon hangs; no guest"
                + " on it is metered until that is over",
            "INFO libvirt at qemu:///system answers again");
  }

  @Test
  void isOneOutageIfItHangsBeforeItIsGone() {
    hang();
    fail("no socket");
    libvirt.reached();
    libvirt.answered();
    assertThat(log.lines())
        .hasSize(2)
        .last()
        .isEqualTo("INFO libvirt at qemu:///system can be reached again");
  }

  @Test
  void isNotThereAgainBecauseAnotherConnectionAnswers() {
    fail("too many clients");
    libvirt.answered();
    fail("too many clients");
    assertThat(log.lines()).hasSize(1);
  }

  @Test
  void isTheReasonForWhateverFailsWhileItHangs() {
    HypervisorException other = new HypervisorException("no connection is left");
    assertThat(libvirt.known(other)).isSameAs(other);
    hang();
    assertThat(libvirt.known(other)).isInstanceOf(AlreadySaid.class).hasCause(other);
  }

  @Test
  void isTriedAtOnceWhereItOnlyHung() {
    hang();
    assertThatCode(libvirt::check).doesNotThrowAnyException();
  }

  private void hang() {
    assertThat(libvirt.silent(new NoAnswerException("in vain", new TimeoutException())))
        .isInstanceOf(AlreadySaid.class)
        .hasMessage("libvirt at qemu:///system doesn't answer; see whether its daemon hangs");
  }

  private void fail(String reason) {
    assertThat(libvirt.failed(new IllegalStateException(reason))).hasMessageContaining(reason);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
