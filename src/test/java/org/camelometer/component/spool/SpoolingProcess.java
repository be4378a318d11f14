package org.camelometer.component.spool;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A process of its own that puts messages into a spool, for tests that do harm to it. */
final class SpoolingProcess {

  private SpoolingProcess() {}

  /** Either {@code endless <file>} or {@code full <file> <policy>}. */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[1]);
    if (arguments[0].equals("endless")) {
      endless(file);
    } else {
      fill(file, OverflowPolicy.valueOf(arguments[2]));
    }
  }

  /** Tells each message that is accepted, until it is killed. */
  private static void endless(Path file) throws Exception {
    Spool spool = open(file, OverflowPolicy.BLOCK);
    for (int i = 0; i < 4; i++) {
      new Thread(() -> putForEver(spool)).start();
    }
  }

  private static void putForEver(Spool spool) {
    try {
      while (true) {
        long id = spool.put(message(5_000)).get();
        System.out.println(id);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts in more than the disk of 64 MiB can have; what came of it. */
  private static void fill(Path file, OverflowPolicy policy) throws Exception {
    Spool spool = open(file, policy);
    while (!Files.exists(Path.of(file + ".reserve"))) {
      Thread.onSpinWait();
    }
    int taken = 0;
    int refused = 0;
    for (int i = 0; i < 100; i++) {
      CompletableFuture<Long> put = spool.put(message(1 << 20));
      try {
        put.get(60, TimeUnit.SECONDS);
        taken++;
      } catch (ExecutionException e) {
        refused++;
      }
    }
    long before = spool.content().queue().count();
    for (Spooled oldest : spool.page(0, 10, Long.MAX_VALUE).get()) {
      spool.remove(oldest.id(), 0).get(60, TimeUnit.SECONDS);
    }
    spool.put(message(1 << 20)).get(60, TimeUnit.SECONDS);
    System.out.println(
        "taken %d refused %d pending %d dropped %d delivered %d"
            .formatted(
                taken,
                refused,
                before,
                spool.content().totals().dropped(),
                spool.content().totals().delivered()));
    spool.close();
  }

  private static Spool open(Path file, OverflowPolicy policy) throws Exception {
    SpoolSettings settings = new SpoolSettings(file, 1L << 30, policy, Duration.ofSeconds(1));
    return new Spool(settings, SqliteKeeper.open(file, Clock.systemUTC()), Clock.systemUTC());
  }

  private static Entry message(int size) {
    return Entry.of(new byte[size], Map.of("k", "v"), 1);
  }
}
