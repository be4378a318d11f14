package org.camelometer.publish.socket;

import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.HostPort;
import org.camelometer.publish.KnownOptions;
import org.camelometer.publish.PublisherContext;
import org.camelometer.publish.PublisherFactory;
import org.camelometer.sample.MessageSignature;

/** {@code udp://host[:port]}, an IPv6 address in brackets; the port is 4952 unless given. */
public final class UdpPublisherFactory implements PublisherFactory {
  private static final int PORT = 4952;
  private static final KnownOptions OPTIONS = new KnownOptions();

  @Override
  public String scheme() {
    return "udp";
  }

  @Override
  public UdpPublisher create(PublisherUrl url, PublisherContext context) {
    OPTIONS.check(url);
    HostPort receiver = HostPort.of(url, PORT);
    return new UdpPublisher(
        receiver.toString(), receiver::addresses, new MessageSignature(context.secret()));
  }
}
