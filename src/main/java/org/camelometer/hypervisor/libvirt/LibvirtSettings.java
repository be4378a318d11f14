package org.camelometer.hypervisor.libvirt;

import java.net.URI;
import java.net.URISyntaxException;
import org.camelometer.definition.Settings;

/**
 * How libvirt is reached.
 *
 * @param uri {@code camelometer.libvirt.uri}: a libvirt URI, {@code test:///default} included
 * @param connections {@code camelometer.libvirt.connections}: at least 1
 */
public record LibvirtSettings(String uri, int connections) {
  private static final String URI_KEY = "camelometer.libvirt.uri";
  private static final String CONNECTIONS_KEY = "camelometer.libvirt.connections";
  private static final String LOCAL = "qemu:///system";

  /**
   * Reads and checks them.
   *
   * @throws org.camelometer.definition.DefinitionException naming the key that is wrong
   */
  public static LibvirtSettings from(Settings settings) {
    String uri = settings.get(URI_KEY, "");
    if (!uri.isEmpty() && !hasScheme(uri)) {
      throw settings.wrong(URI_KEY, "is no libvirt URI; write one such as " + LOCAL);
    }
    int connections = settings.integer(CONNECTIONS_KEY, 2, 1);
    return new LibvirtSettings(uri.isEmpty() ? LOCAL : uri, connections);
  }

  private static boolean hasScheme(String uri) {
    try {
      return new URI(uri).getScheme() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
