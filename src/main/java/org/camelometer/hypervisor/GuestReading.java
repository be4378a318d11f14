package org.camelometer.hypervisor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one guest at one moment. Null or missing is what the hypervisor didn't tell.
 *
 * @param cpu nanoseconds since the guest began to run
 * @param vcpus virtual CPUs in use
 * @param disks by target device
 * @param vnics by target device
 */
public record GuestReading(
    GuestState state,
    @Nullable Long cpu,
    @Nullable Long vcpus,
    Memory memory,
    Map<String, Disk> disks,
    Map<String, Vnic> vnics) {

  public GuestReading {
    disks = Map.copyOf(disks);
    vnics = Map.copyOf(vnics);
  }

  /**
   * The balloon's view of the memory, in KiB.
   *
   * @param actual what the guest has at the moment
   * @param available what its system can use in all
   * @param usable what its system could give out without swapping
   * @param unused what its system leaves entirely alone
   * @param resident what it takes of the host
   */
  public record Memory(
      @Nullable Long actual,
      @Nullable Long available,
      @Nullable Long usable,
      @Nullable Long unused,
      @Nullable Long resident) {

    /** What the guest's system uses; null if no balloon driver tells. */
    public @Nullable Long used() {
      Long free = usable == null ? unused : usable;
      return available == null || free == null ? null : (Long) (available - free);
    }
  }

  /** What went to and from a disk since the guest began to run. */
  public record Disk(
      @Nullable Long readRequests,
      @Nullable Long readBytes,
      @Nullable Long writeRequests,
      @Nullable Long writeBytes) {}

  /** What the guest received and sent through an interface since that was made. */
  public record Vnic(
      @Nullable Long receivedBytes,
      @Nullable Long receivedPackets,
      @Nullable Long sentBytes,
      @Nullable Long sentPackets) {}
}
