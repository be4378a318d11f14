package org.camelometer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
  private static final long HUNDRED_NANOSECONDS_TO_1970 = 122_192_928_000_000_000L;

  @Test
  void areUuidsOfVersionOneWithTheTime() {
    long before = System.currentTimeMillis();
    String text = MessageIds.next();
    UUID id = UUID.fromString(text);
    assertThat(id).hasToString(text);
    assertThat(id.version()).isEqualTo(1);
    assertThat(id.variant()).isEqualTo(2);
    assertThat((id.timestamp() - HUNDRED_NANOSECONDS_TO_1970) / 10_000)
        .isGreaterThanOrEqualTo(before);
  }

  @Test
  void haveANodeThatIsNoHardware() {
    assertThat(UUID.fromString(MessageIds.next()).node() >> 40 & 1).isEqualTo(1);
  }

  @Test
  void neverComeTwiceHoweverManyThreadsAsk() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<String>>> drawn = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        drawn.add(threads.submit(() -> Stream.generate(MessageIds::next).limit(50_000).toList()));
      }
      Set<String> ids = new HashSet<>();
      for (Future<List<String>> some : drawn) {
        ids.addAll(some.get());
      }
      assertThat(ids).hasSize(200_000);
    } finally {
      threads.shutdownNow();
    }
  }
}
