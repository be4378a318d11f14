package org.camelometer.hypervisor.libvirt;

import org.camelometer.hypervisor.GuestReading;

/**
 * A way to figures of guests for which libvirt needn't ask them. For any number of threads.
 *
 * <p>Groups are as {@link Groups} has them.
 */
interface Shortcut {

  /** Which of the groups it has for this guest at the moment; none if it knows nothing of it. */
  int spares(String id, int groups);

  /**
   * The reading with its figures in it.
   *
   * @param told what libvirt told of this guest
   * @param spared the groups that were not read of it, its own perhaps among them
   */
  GuestReading complete(GuestReading told, String id, int spared);

  /** Takes note of what libvirt told. */
  default void learn(DomainStatistics told) {}
}
