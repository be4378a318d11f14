package org.camelometer.publish.prometheus;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.Refusals;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.sample.Sample;

/**
 * The pushes that a batch needs, and what came of them. A push replaces what the Pushgateway has
 * under the same path and metric, so each resource has a path of its own; or else a batch would
 * wipe out the resources of the one before. For one thread.
 */
public final class PrometheusPushes {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  /** One request: what stands behind the target's path, and the body. */
  private record Push(String path, PrometheusText text) {}

  private final Refusals refusals = new Refusals();
  private final int all;
  private final Iterator<Push> rest;
  private Push current = new Push("", new PrometheusText());

  /**
   * Sorts a batch.
   *
   * @param apart whether each resource is pushed for itself
   */
  PrometheusPushes(List<Sample> samples, boolean apart) {
    all = samples.size();
    Map<String, Push> pushes = new LinkedHashMap<>();
    for (Sample sample : samples) {
      String path = apart ? path(sample.resourceId() == null ? "" : sample.resourceId()) : "";
      Push push = pushes.computeIfAbsent(path, p -> new Push(p, new PrometheusText()));
      try {
        push.text().add(sample);
      } catch (UndeliverableException e) {
        refusals.add(1, e);
      }
    }
    rest = pushes.values().stream().filter(push -> push.text().samples() > 0).iterator();
  }

  /** Whether there is one more; {@link #next} makes it the current one. */
  public boolean hasNext() {
    return rest.hasNext();
  }

  /** Goes on to the next push, and gives its body. */
  public byte[] next() {
    current = rest.next();
    return current.text().bytes();
  }

  /** What the current one has behind the target's path; may be empty. */
  public String path() {
    return current.path();
  }

  /** Notes that the current one will never be taken. */
  void refuse(UndeliverableException reason) {
    refusals.add(current.text().samples(), reason);
  }

  /** Throws what there is to tell of all of them. */
  void report() throws UndeliverableException, PartlyRefusedException {
    refusals.report(all);
  }

  /** A grouping key; the Pushgateway knows no %XX for what would end a part of a path. */
  private static String path(String resource) {
    if (resource.isEmpty()) {
      return "";
    }
    if (PLAIN.matcher(resource).matches()) {
      return "resource_id/" + resource;
    }
    byte[] bytes = resource.getBytes(StandardCharsets.UTF_8);
    return "resource_id@base64/" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
