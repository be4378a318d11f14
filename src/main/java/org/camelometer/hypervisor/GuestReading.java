package org.camelometer.hypervisor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one guest at one moment. Null or missing is what the hypervisor didn't tell.
 *
 * @param origin where they come from
 * @param run tells one run of a guest from another: libvirt's domain id, which is new whenever the
 *     guest is started or comes from another host; -1 while it doesn't run
 * @param monotonicTime seconds of a clock that is never set back, right after the reading
 * @param disks by target device
 * @param vnics by target device
 * @param fileSystems null unless an agent in the guest tells
 */
public record GuestReading(
    Origin origin,
    long run,
    double monotonicTime,
    GuestState state,
    Cpu cpu,
    Memory memory,
    Performance performance,
    Map<String, Disk> disks,
    Map<String, Vnic> vnics,
    @Nullable FileSystems fileSystems) {

  public GuestReading {
    disks = Map.copyOf(disks);
    vnics = Map.copyOf(vnics);
  }

  /** The same with what its agent told. */
  public GuestReading with(FileSystems told) {
    return new GuestReading(
        origin, run, monotonicTime, state, cpu, memory, performance, disks, vnics, told);
  }

  /** The same with figures of this moment. */
  public GuestReading at(double time) {
    return new GuestReading(
        origin, run, time, state, cpu, memory, performance, disks, vnics, fileSystems);
  }

  /** The same with what is known of its virtual CPUs from elsewhere. */
  public GuestReading with(Cpu known) {
    return new GuestReading(
        origin, run, monotonicTime, state, known, memory, performance, disks, vnics, fileSystems);
  }

  /** The same with what is known of its memory from elsewhere. */
  public GuestReading with(Memory known) {
    return new GuestReading(
        origin, run, monotonicTime, state, cpu, known, performance, disks, vnics, fileSystems);
  }

  /** Who told the figures. */
  public enum Origin {
    HYPERVISOR,
    /** The operating system, of the process that runs the guest, as the guest doesn't answer. */
    PROCESS
  }

  /**
   * What the virtual CPUs did since the guest began to run.
   *
   * @param time nanoseconds of all together
   * @param online how many it has at the moment
   * @param each nanoseconds by the number of the virtual CPU; as far as they add up to {@code time}
   */
  public record Cpu(@Nullable Long time, @Nullable Long online, Map<Integer, Long> each) {
    public static final Cpu UNKNOWN = new Cpu(null, null, Map.of());

    public Cpu {
      each = Map.copyOf(each);
    }

    /** All virtual CPUs that it has at the moment. */
    public static Cpu of(Map<Integer, Long> each) {
      long time = each.values().stream().mapToLong(Long::longValue).sum();
      return new Cpu(time, (long) each.size(), each);
    }
  }

  /**
   * The balloon's view of the memory, in KiB.
   *
   * @param actual what the guest has at the moment
   * @param available what its system can use in all
   * @param usable what its system could give out without swapping
   * @param unused what its system leaves entirely alone
   * @param resident what it takes of the host
   * @param swappedIn what its system read back from swap since it began to run
   * @param swappedOut what its system wrote to swap since it began to run
   */
  public record Memory(
      @Nullable Long actual,
      @Nullable Long available,
      @Nullable Long usable,
      @Nullable Long unused,
      @Nullable Long resident,
      @Nullable Long swappedIn,
      @Nullable Long swappedOut) {
    public static final Memory UNKNOWN = new Memory(null, null, null, null, null, null, null);

    /** The same, and so much of the host's. */
    public Memory with(@Nullable Long residentNow) {
      return new Memory(actual, available, usable, unused, residentNow, swappedIn, swappedOut);
    }

    /** What the guest's system uses; null if no balloon driver tells. */
    public @Nullable Long used() {
      Long free = usable == null ? unused : usable;
      return available == null || free == null ? null : (Long) (available - free);
    }
  }

  /**
   * What the host's CPU counted for the guest.
   *
   * @param cache bytes of the last level cache that it occupies
   * @param totalBandwidth bytes a second to and from memory
   * @param localBandwidth those of them within the CPU's own node
   * @param cycles CPU cycles
   * @param instructions instructions carried out
   * @param cacheReferences look-ups in the last level cache
   * @param cacheMisses those of them in vain
   */
  public record Performance(
      @Nullable Long cache,
      @Nullable Long totalBandwidth,
      @Nullable Long localBandwidth,
      @Nullable Long cycles,
      @Nullable Long instructions,
      @Nullable Long cacheReferences,
      @Nullable Long cacheMisses) {
    public static final Performance UNKNOWN =
        new Performance(null, null, null, null, null, null, null);
  }

  /**
   * A disk: what went to and from it since the guest began to run, the nanoseconds which that took,
   * and its sizes in bytes.
   *
   * @param capacity what the guest sees
   * @param allocation the highest place that was ever written
   * @param physical what it takes of the host
   */
  public record Disk(
      @Nullable Long readRequests,
      @Nullable Long readBytes,
      @Nullable Long readTime,
      @Nullable Long writeRequests,
      @Nullable Long writeBytes,
      @Nullable Long writeTime,
      @Nullable Long capacity,
      @Nullable Long allocation,
      @Nullable Long physical) {}

  /** What the guest received and sent through an interface since that was made. */
  public record Vnic(
      @Nullable Long receivedBytes,
      @Nullable Long receivedPackets,
      @Nullable Long receivedErrors,
      @Nullable Long receivedDrops,
      @Nullable Long sentBytes,
      @Nullable Long sentPackets,
      @Nullable Long sentErrors,
      @Nullable Long sentDrops) {}

  /** All file systems of the guest together, in bytes. */
  public record FileSystems(long total, long used) {}
}
