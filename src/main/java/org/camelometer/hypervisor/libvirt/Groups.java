package org.camelometer.hypervisor.libvirt;

import java.util.Set;
import org.camelometer.hypervisor.Figures;

/**
 * libvirt's groups of bulk statistics, flags of {@code virDomainStatsTypes}: those that the wanted
 * figures need, since each costs time.
 */
final class Groups {
  /** The time that the host spent on a guest. */
  static final int CPU_TOTAL = 2;

  /** The balloon's view of a guest's memory. */
  static final int BALLOON = 4;

  /** The time of each virtual CPU. */
  static final int VCPU = 8;

  private static final int INTERFACE = 16;
  private static final int BLOCK = 32;
  private static final int PERF = 64;

  /**
   * For these libvirt asks the guest's hypervisor process, which may not answer; for the CPU since
   * 7.2, to know what the guest's polling in halts costs.
   */
  private static final int ASKING = CPU_TOTAL | BALLOON | VCPU | BLOCK;

  private Groups() {}

  static int of(Set<Figures> wanted) {
    return wanted.stream().mapToInt(Groups::of).reduce(0, (a, b) -> a | b);
  }

  private static int of(Figures figures) {
    return switch (figures) {
      case CPU -> VCPU;
      case MEMORY -> BALLOON;
      case DISKS -> BLOCK;
      case INTERFACES -> INTERFACE;
      case PERFORMANCE -> PERF;
      case FILE_SYSTEMS -> 0;
    };
  }

  /** Those of the groups that libvirt knows without the guest's hypervisor process. */
  static int withoutAsking(int groups) {
    return groups & ~ASKING;
  }

  /** Those of the groups that a guest has which doesn't run: the sizes of its disks. */
  static int ofStopped(int groups) {
    return groups & BLOCK;
  }

  /**
   * Whether a driver with bulk statistics tells some of them of every guest that runs, as none does
   * of what the host's CPU counts: that is off unless it is turned on.
   */
  static boolean areToldByAll(int groups) {
    return (groups & ~PERF) != 0;
  }

  static boolean hasVcpu(int groups) {
    return (groups & VCPU) != 0;
  }

  static boolean hasBalloon(int groups) {
    return (groups & BALLOON) != 0;
  }

  static boolean hasBlock(int groups) {
    return (groups & BLOCK) != 0;
  }
}
