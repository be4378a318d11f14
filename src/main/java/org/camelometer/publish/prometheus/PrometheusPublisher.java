package org.camelometer.publish.prometheus;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.camelometer.publish.Companions;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.publish.http.HttpTarget;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a batch what {@code prometheus:} pushes; the kamelet sends it to its companion {@code
 * target}, the {@link HttpTarget}. For any number of threads.
 */
public final class PrometheusPublisher implements Companions {
  private final HttpTarget target;
  private final boolean apart;
  private final Map<String, Object> companions;

  /**
   * Prepares to push.
   *
   * @param apart whether each resource is pushed for itself
   */
  PrometheusPublisher(HttpTarget target, boolean apart) {
    this.target = target;
    this.apart = apart;
    this.companions = Map.of("target", target);
  }

  /** The pushes of a batch, to be made one after the other. */
  public PrometheusPushes pushes(List<Sample> samples) {
    return new PrometheusPushes(samples, apart);
  }

  /**
   * Judges the answer to the current push: one that is in vain doesn't keep the next ones back.
   *
   * @throws IOException if the batch may be taken another time
   */
  public void check(PrometheusPushes pushes, int status, byte @Nullable [] answer)
      throws IOException {
    try {
      target.check(status, answer);
    } catch (UndeliverableException e) {
      pushes.refuse(e);
    }
  }

  /**
   * Tells what came of a batch whose pushes are all made.
   *
   * @throws UndeliverableException if nothing of it was taken
   * @throws PartlyRefusedException if something was not
   */
  public void report(PrometheusPushes pushes)
      throws UndeliverableException, PartlyRefusedException {
    pushes.report();
  }

  @Override
  public Map<String, Object> companions() {
    return companions;
  }
}
