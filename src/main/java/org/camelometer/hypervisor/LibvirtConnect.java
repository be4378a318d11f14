package org.camelometer.hypervisor;

import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.jna.ConnectionPointer;

/** A read-only connection that lends its pointer to calls that libvirt-java doesn't have. */
final class LibvirtConnect extends Connect {

  LibvirtConnect(String uri) throws LibvirtException {
    super(uri, true);
  }

  /** For calls in this room; not to be kept. */
  ConnectionPointer pointer() {
    return vcp;
  }
}
