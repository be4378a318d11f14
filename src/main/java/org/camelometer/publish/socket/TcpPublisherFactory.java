package org.camelometer.publish.socket;

import java.time.Duration;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.HostPort;
import org.camelometer.publish.KnownOptions;
import org.camelometer.publish.PublisherContext;
import org.camelometer.publish.PublisherFactory;
import org.camelometer.publish.UrlOptions;
import org.camelometer.sample.MessageSignature;

/**
 * {@code tcp://host[:port][?timeout=seconds&batch_size=samples]}, an IPv6 address in brackets; the
 * port is 4952 unless given.
 */
public final class TcpPublisherFactory implements PublisherFactory {
  private static final int PORT = 4952;
  private static final Duration USUAL = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int BATCH = 500;
  private static final int LARGEST_BATCH = 10_000;
  private static final String TIMEOUT = "timeout";
  private static final String BATCH_SIZE = "batch_size";
  private static final KnownOptions OPTIONS = new KnownOptions(TIMEOUT, BATCH_SIZE);

  @Override
  public String scheme() {
    return "tcp";
  }

  @Override
  public boolean isSpooled() {
    return true;
  }

  @Override
  public int batchSize(PublisherUrl url, PublisherContext context) {
    return new UrlOptions(url).integer(BATCH_SIZE, BATCH, 1, LARGEST_BATCH);
  }

  @Override
  public TcpPublisher create(PublisherUrl url, PublisherContext context) {
    OPTIONS.check(url);
    HostPort receiver = HostPort.of(url, PORT);
    batchSize(url, context);
    return new TcpPublisher(
        receiver.toString(),
        receiver::addresses,
        new MessageSignature(context.secret()),
        context.host(),
        new UrlOptions(url).seconds(TIMEOUT, USUAL, LONGEST));
  }
}
