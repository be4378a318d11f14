package org.camelometer.hypervisor;

/**
 * Kinds of figures of a guest. Each costs the hypervisor time, so only those that are polled are
 * read.
 */
public enum Figures {
  /** What its virtual CPUs did. */
  CPU,
  /** The balloon's view of its memory. */
  MEMORY,
  /** Traffic and sizes of its disks. */
  DISKS,
  /** Traffic of its network interfaces. */
  INTERFACES,
  /** What the host's CPU counted for it, as far as the guest's definition turns that on. */
  PERFORMANCE,
  /** What its file systems hold, as told by the agent that runs in it. */
  FILE_SYSTEMS
}
