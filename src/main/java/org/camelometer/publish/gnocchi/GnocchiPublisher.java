package org.camelometer.publish.gnocchi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelometer.publish.Companions;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.publish.http.HttpTarget;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.Sample;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Talks to Gnocchi for {@code gnocchi:}: {@link #begin} takes a batch; while {@link #isOpen},
 * {@link #ask} makes the next request of the message, which the kamelet sends to its companion
 * {@code target}, and {@link #hear} takes the answer; {@link #settle} tells what became of the
 * batch. For any number of threads, each with an exchange of its own.
 */
public final class GnocchiPublisher implements Companions {
  private static final Logger LOG = LoggerFactory.getLogger(GnocchiPublisher.class);
  private static final String PROPERTY = "camelometer.gnocchi";

  private final HttpTarget target;
  private final Map<String, String> headers;
  private final Definitions definitions;
  private final ProjectFilter filter;
  private final ToldAttributes told;
  private final Notices notices = new Notices();
  private final Set<String> policies = ConcurrentHashMap.newKeySet();

  /**
   * Prepares to talk.
   *
   * @param headers that tell Gnocchi who we are, where the target doesn't
   */
  GnocchiPublisher(
      HttpTarget target,
      Map<String, String> headers,
      Definitions definitions,
      ProjectFilter filter,
      Clock clock) {
    this.target = target;
    this.headers = Map.copyOf(headers);
    this.definitions = definitions;
    this.filter = filter;
    this.told = new ToldAttributes(clock);
  }

  /** Plans what to ask for a batch. */
  public void begin(List<Sample> samples, Exchange exchange) {
    Conversation conversation = new Conversation(told, notices);
    Map<String, ResourceMeasures> resources = new LinkedHashMap<>();
    for (Sample sample : samples) {
      sort(sample, resources, conversation);
    }
    if (!resources.isEmpty()) {
      conversation.plan(missingPolicies(), resources.values());
    }
    exchange.setProperty(PROPERTY, conversation);
  }

  /** Whether there is something left to ask. */
  public boolean isOpen(Exchange exchange) {
    return conversation(exchange).isOpen();
  }

  /** Makes the next request of the message. */
  public void ask(Exchange exchange) {
    Request request = conversation(exchange).request();
    // Whatever stood here would become a header of the request, or choose another address.
    Map<String, Object> fields = new HashMap<>(headers);
    fields.put(Exchange.HTTP_METHOD, request.method());
    fields.put(Exchange.HTTP_PATH, request.path());
    if (!request.query().isEmpty()) { // an empty one would be a question mark with nothing behind
      fields.put(Exchange.HTTP_QUERY, request.query());
    }
    fields.put(Exchange.CONTENT_TYPE, "application/json");
    fields.put("Accept", "application/json");
    Message message = exchange.getMessage();
    message.setHeaders(fields);
    message.setBody(JsonValues.text(request.body()).getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Takes the answer out of the message.
   *
   * @throws IOException if the batch has to be sent another time
   */
  public void hear(Exchange exchange) throws IOException {
    Message message = exchange.getMessage();
    Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    byte[] body = message.getBody(byte[].class);
    String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
    conversation(exchange).hear(new Answer(status == null ? 0 : status, text, target));
  }

  /**
   * Returns if everything was taken.
   *
   * @throws UndeliverableException if Gnocchi will take none of it
   * @throws PartlyRefusedException if some was taken, or nothing of it was for Gnocchi
   */
  public void settle(Exchange exchange) throws UndeliverableException, PartlyRefusedException {
    conversation(exchange).settle();
  }

  @Override
  public Map<String, Object> companions() {
    return Map.of("target", target);
  }

  private static Conversation conversation(Exchange exchange) {
    return exchange.getProperty(PROPERTY, Conversation.class);
  }

  private void sort(
      Sample sample, Map<String, ResourceMeasures> resources, Conversation conversation) {
    Optional<ResourceType> type = definitions.ofMeter(sample.name());
    String resource = sample.resourceId();
    if (type.isEmpty()) {
      warn(sample.name());
      conversation.refused(undefined(sample.name()));
    } else if (resource == null) {
      conversation.refused("a sample of meter '%s' has no resource".formatted(sample.name()));
    } else if (filter.leavesOut(sample, type.get())) {
      conversation.leftOut();
    } else {
      String id = resource.replace('/', '_'); // Gnocchi takes no slash
      resources
          .computeIfAbsent(id, key -> new ResourceMeasures(type.get(), key, sample))
          .add(sample, type.get());
    }
  }

  private void warn(String meter) {
    if (notices.isNew("meter " + meter)) {
      LOG.warn("All samples of a meter are refused: {}", undefined(meter));
    }
  }

  private String undefined(String meter) {
    return "%s names no resource type for meter '%s'; add it to the metrics of one, or keep it from this publisher"
        .formatted(definitions.file(), meter);
  }

  private List<MakePolicy> missingPolicies() {
    return definitions.policies().stream()
        .filter(policy -> !policies.contains(policy.name()))
        .map(policy -> new MakePolicy(policy, definitions.file(), policies))
        .toList();
  }
}
