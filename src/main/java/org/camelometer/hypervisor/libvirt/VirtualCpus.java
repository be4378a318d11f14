package org.camelometer.hypervisor.libvirt;

import java.util.Optional;
import org.camelometer.hypervisor.GuestReading;

/** The times of virtual CPUs, which the threads of a guest's process have. */
record VirtualCpus(GuestProcesses processes) implements Shortcut {

  @Override
  public int spares(String id, int groups) {
    return processes.of(id).filter(GuestProcess::tellsVirtualCpus).isPresent()
        ? groups & Groups.VCPU
        : 0;
  }

  @Override
  public GuestReading complete(GuestReading told, String id, int spared) {
    Optional<GuestProcess> process =
        processes.of(id).filter(one -> (spared & Groups.VCPU) != 0 && one.isOf(told.run()));
    return process.isPresent() ? told.with(process.get().cpu()) : told;
  }
}
