package org.camelometer.hypervisor.libvirt;

import java.util.Optional;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Settings;

/**
 * How libvirt is reached.
 *
 * @param uri {@code camelometer.libvirt.uri}: a libvirt URI, {@code test:///default} included
 * @param connections {@code camelometer.libvirt.connections}: 1 to 64
 */
public record LibvirtSettings(String uri, int connections) {
  /** The key of {@link #uri}. */
  public static final String URI_KEY = "camelometer.libvirt.uri";

  private static final String CONNECTIONS_KEY = "camelometer.libvirt.connections";

  /** libvirtd has 20 workers unless told otherwise; what exceeds them only waits. */
  private static final int MOST_CONNECTIONS = 64;

  /**
   * Reads and checks them.
   *
   * @throws DefinitionException naming the key that is wrong
   */
  public static LibvirtSettings from(Settings settings) {
    String uri = settings.get(URI_KEY, "");
    Optional<String> fault = uri.isEmpty() ? Optional.empty() : LibvirtUri.fault(uri);
    if (fault.isPresent()) {
      throw settings.wrong(URI_KEY, fault.get());
    }
    int connections = settings.integer(CONNECTIONS_KEY, 2, 1, MOST_CONNECTIONS);
    return new LibvirtSettings(uri.isEmpty() ? LibvirtUri.LOCAL : uri, connections);
  }

  /** Why the URI is hardly meant, as the rest of a sentence that begins with its key and value. */
  public Optional<String> doubt() {
    return LibvirtUri.doubt(uri);
  }
}
