package org.camelometer.keystone.client;

import java.io.IOException;
import java.time.Duration;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelometer.http.ClientSettings;
import org.camelometer.keystone.wire.Answer;
import org.camelometer.keystone.wire.CamelTransport;
import org.camelometer.keystone.wire.Request;
import org.camelometer.keystone.wire.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests in a Camel context of its own, {@code camelometer-openstack}, that begins with
 * the first: commands such as {@code poll} have no other. For any number of threads; after closing,
 * nothing is carried any more.
 */
final class OwnContext implements Transport, AutoCloseable {
  private final ClientSettings settings;
  private final int largest;
  private @Nullable DefaultCamelContext context;
  private @Nullable CamelTransport transport;
  private boolean closed;

  /**
   * Prepares one.
   *
   * @param largest the most bytes of an answer that are read
   */
  OwnContext(ClientSettings settings, int largest) {
    this.settings = settings;
    this.largest = largest;
  }

  @Override
  public Answer send(Request request, Duration timeout) throws IOException {
    return transport().send(request, timeout);
  }

  private synchronized CamelTransport transport() throws IOException {
    if (closed) {
      throw new IOException("the agent has ended");
    }
    CamelTransport known = transport;
    if (known != null) {
      return known;
    }
    DefaultCamelContext fresh = new DefaultCamelContext();
    fresh.getCamelContextExtension().setName("camelometer-openstack");
    fresh.start();
    context = fresh;
    CamelTransport made = new CamelTransport(fresh, settings, largest);
    transport = made;
    return made;
  }

  @Override
  public synchronized void close() {
    closed = true;
    transport = null;
    if (context != null) {
      context.stop();
      context = null;
    }
  }
}
