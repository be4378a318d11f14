package org.camelometer.publish.scrape;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.apache.camel.support.service.ServiceSupport;
import org.camelometer.publish.HostPort;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.ShownInJmx;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets Prometheus scrape the latest value of each series: what {@code scrape:} publishes. Camel
 * starts it with its route. Where it can't listen it tries again at each batch. For any number of
 * threads.
 */
public final class ScrapePublisher extends ServiceSupport
    implements ScrapePublisherMXBean, ShownInJmx, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScrapePublisher.class);

  private final HostPort address;
  private final String path;
  private final ScrapeBoard board;
  private final ScrapeText text;

  private @Nullable ScrapeServer server;

  /** Listens nowhere yet. */
  ScrapePublisher(HostPort address, String path, ScrapeBoard board, ScrapeText text) {
    this.address = address;
    this.path = path;
    this.board = board;
    this.text = text;
  }

  /**
   * Takes a batch.
   *
   * @throws IOException if nobody can scrape it, since the address can't be listened on
   * @throws PartlyRefusedException if some samples can't be shown
   * @throws UndeliverableException if none can
   */
  public void keep(List<Sample> samples)
      throws IOException, PartlyRefusedException, UndeliverableException {
    serve();
    List<String> reasons = board.put(samples);
    if (!reasons.isEmpty()) {
      String sentence =
          "%s%s leaves out %d of %d samples: %s"
              .formatted(address, path, reasons.size(), samples.size(), reasons.get(0));
      if (reasons.size() == samples.size()) {
        throw new UndeliverableException(sentence);
      }
      throw new PartlyRefusedException(
          reasons.size(), sentence, new IllegalArgumentException(reasons.get(0)));
    }
  }

  /** What goes wrong is told with the first batch. */
  @Override
  protected void doStart() {
    try {
      serve();
    } catch (IOException again) {
      LOG.debug("{} is not served yet", address, again);
    }
  }

  @Override
  protected synchronized void doStop() {
    ScrapeServer running = server;
    server = null;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public synchronized String getAddress() {
    return server == null
        ? ""
        : "%s:%d%s".formatted(server.address().getHostString(), server.address().getPort(), path);
  }

  @Override
  public int getSeries() {
    return board.size();
  }

  @Override
  public long getLeftOut() {
    return board.leftOut();
  }

  @Override
  public String jmxType() {
    return "Scrape";
  }

  private synchronized void serve() throws IOException {
    if (server == null) {
      InetSocketAddress local = address.addresses().get(0);
      try {
        server =
            ScrapeServer.start(
                local,
                path,
                (writer, out) -> text.write(board.snapshot(), board.leftOut(), writer, out));
      } catch (IOException e) {
        throw new IOException(
            "%s%s can't be served: %s".formatted(address, path, e.getMessage()), e);
      }
    }
  }
}
