package org.camelometer.hypervisor.meters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestReading.Cpu;
import org.camelometer.hypervisor.GuestReading.Disk;
import org.camelometer.hypervisor.GuestReading.Memory;
import org.camelometer.hypervisor.GuestReading.Origin;
import org.camelometer.hypervisor.GuestReading.Performance;
import org.camelometer.hypervisor.GuestState;
import org.jspecify.annotations.Nullable;

/**
 * A guest and its figures in a tick. One that is shut off counts nothing: it has its state, its
 * size by its definition, and the sizes of its disks.
 *
 * @param monotonicTime when the figures were read; null if they weren't, and the definition tells
 */
record Observation(Guest guest, GuestReading figures, @Nullable Double monotonicTime) {
  private static final long KIBIBYTES = 1024;

  /**
   * What is known of a guest.
   *
   * @param told what was read of it, if anything
   * @return empty for a guest that runs and wasn't read: it vanished, or doesn't answer
   */
  static Optional<Observation> of(Guest guest, @Nullable GuestReading told) {
    if (told == null) {
      return guest.state() == GuestState.SHUTOFF
          ? Optional.of(new Observation(guest, off(guest, 0, guest.state(), Map.of()), null))
          : Optional.empty();
    }
    boolean runs = told.run() >= 0 && told.state() != GuestState.SHUTOFF;
    GuestReading figures =
        runs ? told : off(guest, told.monotonicTime(), told.state(), sizes(told.disks()));
    return Optional.of(new Observation(guest, figures, told.monotonicTime()));
  }

  private static GuestReading off(
      Guest guest, double monotonicTime, GuestState state, Map<String, Disk> disks) {
    Long memory = guest.hardware().memory();
    Long kibibytes = memory == null ? null : (Long) (memory * KIBIBYTES);
    return new GuestReading(
        Origin.HYPERVISOR,
        -1,
        monotonicTime,
        state,
        new Cpu(null, guest.hardware().vcpus(), Map.of()),
        new Memory(kibibytes, null, null, null, null, null, null),
        Performance.UNKNOWN,
        disks,
        Map.of(),
        null);
  }

  private static Map<String, Disk> sizes(Map<String, Disk> disks) {
    Map<String, Disk> sizes = new LinkedHashMap<>();
    disks.forEach(
        (device, disk) ->
            sizes.put(
                device,
                new Disk(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    disk.capacity(),
                    disk.allocation(),
                    disk.physical())));
    return sizes;
  }

  /** Whether its hypervisor told nothing, but the process that runs it. */
  boolean isOfProcess() {
    return figures.origin() == Origin.PROCESS;
  }

  /** The virtual CPUs that it has; by its definition where it doesn't answer. */
  @Nullable Long vcpus() {
    Long online = figures.cpu().online();
    return online == null ? guest.hardware().vcpus() : online;
  }
}
