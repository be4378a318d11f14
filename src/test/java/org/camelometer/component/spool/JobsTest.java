package org.camelometer.component.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JobsTest {
  private static final long LONG = TimeUnit.DAYS.toNanos(1);

  private final Jobs jobs = new Jobs();

  @Test
  void takesEverythingThatIsThereForOneCommit() throws Exception {
    Job<?> later = add(Job.Kind.LATER);
    Job<?> soon = add(Job.Kind.SOON);
    assertThat(jobs.take(LONG)).isEqualTo(java.util.List.of(later, soon));
    assertThat(jobs.take(0)).isEmpty();
  }

  @Test
  void whatMayBeDoneLaterWaitsButNotForEver() throws Exception {
    Job<?> later = add(Job.Kind.LATER);
    assertThat(jobs.take(0)).isEmpty();
    Job<?> taken = null;
    while (taken == null) {
      taken = jobs.take(LONG).stream().findFirst().orElse(null);
    }
    assertThat(taken).isSameAs(later);
  }

  @Test
  void manyThatMayBeDoneLaterWaitForNothing() throws Exception {
    for (int i = 0; i < 100; i++) {
      add(Job.Kind.LATER);
    }
    assertThat(jobs.take(0)).hasSize(100);
  }

  @Test
  void doesAtOnceWhatSomebodyNeeds() throws Exception {
    add(Job.Kind.LATER);
    jobs.hurry();
    assertThat(jobs.take(0)).hasSize(1);
  }

  @Test
  void aCommitTakesNoMoreBytesThanTheLogShallHave() throws Exception {
    for (int i = 0; i < 3; i++) {
      jobs.add(put(Jobs.GROUP_BYTES / 2));
    }
    assertThat(jobs.take(0)).hasSize(2);
    assertThat(jobs.take(0)).hasSize(1);
  }

  @Test
  void closedItTakesNoMoreAndGivesWhatIsLeft() throws Exception {
    add(Job.Kind.LATER);
    jobs.close();
    assertThat(jobs.add(put(1))).isFalse();
    assertThat(jobs.isOver()).isFalse();
    assertThat(jobs.take(0)).hasSize(1);
    assertThat(jobs.isOver()).isTrue();
  }

  private Job<?> add(Job.Kind kind) {
    Job<?> job = Job.of(kind, store -> true);
    assertThat(jobs.add(job)).isTrue();
    return job;
  }

  private static Job<?> put(long size) {
    return new Job<>(Job.Kind.PUT, store -> 1L, new CompletableFuture<>(), size, 0);
  }
}
