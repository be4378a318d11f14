package org.camelometer.hypervisor;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the tests find a libvirt with running QEMU guests that look like Nova's. */
final class TestHypervisor {
  private static final String PROPERTY = "camelometer.test.libvirt.uri";
  private static final String VARIABLE = "CAMELOMETER_TEST_LIBVIRT_URI";

  private TestHypervisor() {}

  static String uri() {
    String property = System.getProperty(PROPERTY);
    @Nullable String uri = property == null ? System.getenv(VARIABLE) : property;
    if (uri == null || uri.isBlank()) {
      throw new AssertionError(
          "no hypervisor to test against: start two or more QEMU guests and set %s or -D%s to the libvirt URI"
              .formatted(VARIABLE, PROPERTY));
    }
    return uri;
  }

  /** The socket of that libvirt on which it can be read. */
  static Path socket() {
    String uri = uri();
    int socket = uri.indexOf("socket=");
    return Path.of(
        socket < 0 ? "/run/libvirt/libvirt-sock-ro" : uri.substring(socket + "socket=".length()));
  }
}
