package org.camelometer.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camelometer.sample.Batch;
import org.camelometer.sample.Metadata;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.camelometer.sample.Timestamps;

/**
 * Guests whose {@code cpu} is read every ten minutes, each with metadata as Nova gives them. Makes
 * the next batch when asked, as polling does, so that its samples are as near to the processor as
 * they would be. For one thread.
 */
final class Cloud {
  static final int GUESTS = 100_000;
  static final int BATCH_SIZE = 500;

  private static final long INTERVAL = 600;
  private static final Instant FIRST_TICK = Instant.parse("2026-11-21T00:00:00.123456Z");

  private final boolean fresh;
  private final List<Guest> guests = new ArrayList<>(GUESTS);
  private long tick;
  private int next;

  /**
   * Makes guests.
   *
   * @param fresh whether each sample has metadata that no codec has seen; otherwise those of a
   *     guest are the same in all its samples, as they are in all its meters of a tick
   */
  Cloud(boolean fresh) {
    this.fresh = fresh;
    for (int i = 0; i < GUESTS; i++) {
      guests.add(guest(i));
    }
  }

  /** The next batch of the tick, or the first of the next one. */
  Batch nextBatch() {
    String timestamp = Timestamps.text(FIRST_TICK.plusSeconds(tick * INTERVAL));
    List<Sample> samples = new ArrayList<>(BATCH_SIZE);
    for (Guest guest : guests.subList(next, next + BATCH_SIZE)) {
      samples.add(sample(guest, timestamp));
    }
    next += BATCH_SIZE;
    return Batch.of(samples);
  }

  /** Whether all guests were read; then the next tick begins. */
  boolean endsTick() {
    if (next < GUESTS) {
      return false;
    }
    next = 0;
    tick++;
    return true;
  }

  private Sample sample(Guest guest, String timestamp) {
    return Sample.builder("cpu", MeterType.CUMULATIVE, "ns")
        .volume(guest.load * (tick + 1))
        .owner(guest.user, guest.project)
        .resourceId(guest.id)
        .timestamp(timestamp)
        .metadata(fresh ? Collections.unmodifiableMap(guest.metadata) : guest.metadata)
        .monotonicTime(670.474792312 + tick * INTERVAL)
        .build();
  }

  static Guest guest(int number) {
    String id = new UUID(number * 0x9E3779B97F4A7C15L, number).toString();
    return new Guest(
        id,
        "%032x".formatted(0xdef000 + number % 100),
        "%032x".formatted(0xabc000 + number % 50),
        Metadata.of(metadata(id, number)),
        INTERVAL * 1_000_000L * (number % 2000));
  }

  /** As {@code polling-messages.jsonl} of the vectors has it. */
  private static Map<String, Object> metadata(String id, int number) {
    long cpus = 1L + number % 4;
    String flavor = "m%d.nano".formatted(cpus);
    String image = "00000000-0000-0000-0000-000000111000";
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("display_name", "vm-" + number);
    metadata.put("name", "instance-%08x".formatted(number));
    metadata.put("instance_id", id);
    metadata.put("instance_type", flavor);
    metadata.put("host", "%056x".formatted(number % 1000));
    metadata.put("instance_host", "node" + number % 1000);
    metadata.put("flavor", flavor(flavor, cpus));
    metadata.put("status", "active");
    metadata.put("state", "running");
    metadata.put("task_state", "");
    metadata.put("image", Map.of("id", image));
    metadata.put("image_ref", image);
    metadata.put("image_ref_url", null);
    metadata.put("architecture", "x86_64");
    metadata.put("os_type", "hvm");
    metadata.put("vcpus", cpus);
    metadata.put("memory_mb", 64L);
    metadata.put("disk_gb", 1L);
    metadata.put("ephemeral_gb", 0L);
    metadata.put("root_gb", 1L);
    metadata.put("cpu_number", cpus);
    return metadata;
  }

  private static Map<String, Object> flavor(String name, long cpus) {
    Map<String, Object> flavor = new LinkedHashMap<>();
    flavor.put("id", name);
    flavor.put("name", name);
    flavor.put("vcpus", cpus);
    flavor.put("ram", 64L);
    flavor.put("disk", 1L);
    flavor.put("ephemeral", 0L);
    flavor.put("swap", 0L);
    return flavor;
  }

  /** One guest; its load is in ns of CPU time a tick. */
  record Guest(String id, String user, String project, Map<String, Object> metadata, long load) {}
}
