package org.camelometer.hypervisor.libvirt;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camelometer.definition.Nearest;

/**
 * What can be said of a libvirt URI without opening it: {@code driver[+transport]://host/path}, as
 * libvirt's documentation of its URIs has it.
 */
final class LibvirtUri {
  static final String LOCAL = "qemu:///system";

  /** Drivers of hypervisors, old ones included; {@code remote} asks a daemon for its own. */
  private static final Set<String> DRIVERS =
      Set.of(
          "bhyve",
          "ch",
          "esx",
          "gsx",
          "hyperv",
          "lxc",
          "openvz",
          "parallels",
          "qemu",
          "remote",
          "test",
          "vbox",
          "vmwarefusion",
          "vmwareplayer",
          "vmwarews",
          "vpx",
          "vz",
          "xen");

  /** What somebody who mistypes most likely means; the others are too short to guess. */
  private static final List<String> COMMON = List.of("qemu", "test", "xen", "lxc", "vbox");

  private static final List<String> TRANSPORTS =
      List.of("unix", "tls", "tcp", "ssh", "libssh", "libssh2", "ext");

  private static final List<String> QEMU_PATHS = List.of("system", "session", "embed");

  private LibvirtUri() {}

  /** Why libvirt can never open it, as the rest of a sentence, if that is so. */
  static Optional<String> fault(String text) {
    Optional<String> scheme = parse(text).map(URI::getScheme);
    if (scheme.isEmpty()) {
      return Optional.of("is no libvirt URI; write one such as " + LOCAL);
    }
    String driver = driver(scheme.get());
    if (!DRIVERS.contains(driver)) {
      return Optional.of(
          "names the driver '%s', which libvirt doesn't have%s".formatted(driver, meant(driver)));
    }
    return scheme
        .filter(whole -> whole.contains("+"))
        .map(whole -> whole.substring(whole.indexOf('+') + 1))
        .filter(transport -> !TRANSPORTS.contains(transport.toLowerCase(Locale.ROOT)))
        .map(
            transport ->
                "names the transport '%s', which libvirt doesn't have%s"
                    .formatted(transport, Nearest.hint(transport, TRANSPORTS)));
  }

  /** Why it is hardly meant, as the rest of a sentence, if it has no fault. */
  static Optional<String> doubt(String text) {
    URI uri = parse(text).orElseThrow();
    String path = Objects.requireNonNullElse(uri.getPath(), "").replaceFirst("^/", "");
    if (!driver(uri.getScheme()).equals("qemu") || QEMU_PATHS.contains(path)) {
      return Optional.empty();
    }
    return Optional.of(
        "has the path '/%s', which libvirt's driver qemu doesn't know; did you mean /%s?"
            .formatted(path, Nearest.to(path, QEMU_PATHS).orElse(QEMU_PATHS.get(0))));
  }

  private static String meant(String driver) {
    return Nearest.to(driver, COMMON)
        .map("; did you mean '%s'?"::formatted)
        .orElse("; write a URI such as " + LOCAL);
  }

  private static String driver(String scheme) {
    return Arrays.asList(scheme.toLowerCase(Locale.ROOT).split("\\+")).get(0);
  }

  private static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
