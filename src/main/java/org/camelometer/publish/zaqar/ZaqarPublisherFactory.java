package org.camelometer.publish.zaqar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Problem;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.KnownOptions;
import org.camelometer.publish.PublisherContext;
import org.camelometer.publish.PublisherFactory;
import org.camelometer.publish.UrlOptions;
import org.camelometer.publish.http.HttpTarget;

/**
 * {@code zaqar://host[:port][/path]?queue=name&ttl=3600&token=…&project_id=…&ssl=true}: the
 * endpoint of Zaqar's API, whose version 2 is used.
 */
public final class ZaqarPublisherFactory implements PublisherFactory {
  private static final String QUEUE = "queue";
  private static final String TTL = "ttl";
  private static final String TOKEN = "token";
  private static final String PROJECT = "project_id";
  private static final String CLIENT = "client_id";
  private static final String SSL = "ssl";
  private static final String BATCH_SIZE = "batch_size";
  private static final int USUAL_TTL = 3600;
  private static final int LEAST_TTL = 60;
  private static final int MOST_TTL = 100_000_000;
  private static final int PORT = 8888;

  /** As many as Zaqar hands out in one answer; older ones take no more in one request. */
  private static final int BATCH = 20;

  private static final int LARGEST_BATCH = 1000;
  private static final KnownOptions OPTIONS =
      new KnownOptions(QUEUE, TTL, TOKEN, PROJECT, CLIENT, SSL, BATCH_SIZE).and(HttpTarget.OPTIONS);

  @Override
  public String scheme() {
    return "zaqar";
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
  public ZaqarPublisher create(PublisherUrl url, PublisherContext context) {
    OPTIONS.check(url);
    batchSize(url, context);
    HttpTarget target = HttpTarget.of(messages(url), protocol(url), OPTIONS, HttpTarget.ANSWER);
    int ttl = new UrlOptions(url).integer(TTL, USUAL_TTL, LEAST_TTL, MOST_TTL);
    return new ZaqarPublisher(new ZaqarTarget(target, headers(url, context)), ttl);
  }

  @Override
  public List<Problem> warnings(PublisherUrl url) {
    List<Problem> warnings = new ArrayList<>(OPTIONS.warnings(url));
    warnings.addAll(HttpTarget.warnings(url, protocol(url)));
    return warnings;
  }

  private static String protocol(PublisherUrl url) {
    return new UrlOptions(url).flag(SSL, false) ? "https" : "http";
  }

  /** The URL of the queue's messages, with Zaqar's port where none is given. */
  private static PublisherUrl messages(PublisherUrl url) {
    if (url.authority().isEmpty()) {
      throw new DefinitionException(
          url.position(),
          "%s names no host, and Keystone isn't asked where Zaqar is; write zaqar://host:8888?queue=%s"
              .formatted(url.display(), queue(url)));
    }
    boolean portless = !url.authority().matches(".*:\\d*");
    return new PublisherUrl(
        url.text(),
        url.scheme(),
        portless ? url.authority() + ":" + PORT : url.authority(),
        url.path().replaceFirst("/$", "") + "/v2/queues/" + queue(url) + "/messages",
        url.options(),
        url.position());
  }

  private static String queue(PublisherUrl url) {
    String queue = url.option(QUEUE).orElse("");
    if (!queue.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new DefinitionException(
          url.position(),
          "queue '%s' of %s is not 1 to 64 letters, digits, - and _"
              .formatted(queue, url.display()));
    }
    return queue;
  }

  private static Map<String, String> headers(PublisherUrl url, PublisherContext context) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Client-ID", clientId(url, context).toString());
    headers.put("Accept", "application/json");
    url.option(PROJECT)
        .ifPresent(project -> headers.put("X-Project-Id", header(url, PROJECT, project)));
    url.option(TOKEN).ifPresent(token -> headers.put("X-Auth-Token", header(url, TOKEN, token)));
    return headers;
  }

  /** The same at every start, as Zaqar asks of its clients. */
  private static UUID clientId(PublisherUrl url, PublisherContext context) {
    String text = url.option(CLIENT).orElse("");
    if (text.isEmpty()) {
      return UUID.nameUUIDFromBytes(
          ("camelometer " + context.host()).getBytes(StandardCharsets.UTF_8));
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new UrlOptions(url).wrong(CLIENT, "is no UUID");
    }
  }

  /** A line's end in it would be a header of its own. */
  private static String header(PublisherUrl url, String option, String value) {
    if (!value.matches("[\\x21-\\x7e]+")) {
      throw new DefinitionException(
          url.position(),
          "%s of %s has signs that no header has, or is empty".formatted(option, url.display()));
    }
    return value;
  }
}
