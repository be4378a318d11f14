package org.camelometer.hypervisor;

import com.sun.jna.NativeLibrary;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.jna.Libvirt.VirErrorCallback;

/** libvirt's client library on this host. */
final class LibvirtLibrary {
  static final String NAME = "virt";

  // Held here, as the native side holds callbacks weakly.
  private static final VirErrorCallback SILENCE = (data, error) -> {};

  private LibvirtLibrary() {}

  /**
   * Loads it, and keeps it from writing to stderr what it throws as well. May be called again.
   *
   * @throws HypervisorException naming the package to install if it isn't there. libvirt-java is
   *     not touched before the library was found, so that it can still come later
   */
  static void load(String name) throws HypervisorException {
    try {
      NativeLibrary.getInstance(name);
      Connect.setErrorCallback(SILENCE);
    } catch (LinkageError | LibvirtException e) {
      throw new HypervisorException(
          "lib%s.so can't be loaded: install libvirt's client library (package libvirt0 on Debian and Ubuntu, libvirt-libs on Fedora and RHEL)"
              .formatted(name),
          e);
    }
  }
}
