package org.camelometer.runtime;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/** Finds out whether this machine is a hypervisor, without loading libvirt. */
final class LocalHypervisor {
  /** Where libvirt listens: the one daemon of old, and the one for QEMU of newer releases. */
  private static final List<Path> SOCKETS =
      List.of(
          Path.of("/run/libvirt/libvirt-sock-ro"),
          Path.of("/run/libvirt/virtqemud-sock-ro"),
          Path.of("/var/run/libvirt/libvirt-sock-ro"));

  static final String REAL = "qemu:///system";
  static final String BUILT_IN = "test:///default";

  private LocalHypervisor() {}

  /** The URI of the local hypervisor if one answers, else that of libvirt's built-in example. */
  static String uri() {
    return SOCKETS.stream().anyMatch(LocalHypervisor::answers) ? REAL : BUILT_IN;
  }

  private static boolean answers(Path socket) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return channel.isConnected();
    } catch (IOException nobody) {
      return false;
    }
  }
}
