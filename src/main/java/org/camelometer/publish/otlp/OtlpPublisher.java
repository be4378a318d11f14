package org.camelometer.publish.otlp;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camelometer.publish.Companions;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.publish.http.HttpRefusal;
import org.camelometer.publish.http.HttpTarget;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a batch what {@code opentelemetryhttp:} posts; the kamelet sends it to its companion
 * {@code target}, the {@link HttpTarget}. For any number of threads.
 */
public final class OtlpPublisher implements Companions {
  private static final String VERSION =
      Optional.ofNullable(OtlpPublisher.class.getPackage().getImplementationVersion()).orElse("");

  private final HttpTarget target;
  private final String host;
  private final boolean dots;
  private final Map<String, Object> companions;

  /**
   * Prepares to encode.
   *
   * @param host this one's name
   * @param dots whether names of metrics keep their dots
   */
  OtlpPublisher(HttpTarget target, String host, boolean dots) {
    this.target = target;
    this.host = host;
    this.dots = dots;
    this.companions = Map.of("target", target);
  }

  /**
   * The request of a batch, without the samples that can't be sent.
   *
   * @throws UndeliverableException if that is none of them
   */
  public OtlpRequest request(List<Sample> samples)
      throws UndeliverableException, PartlyRefusedException {
    OtlpRequest request = new OtlpRequest(samples, dots);
    request.checkNotEmpty();
    return request;
  }

  /** The body of a request. */
  public byte[] body(OtlpRequest request) {
    return request.bytes(host, VERSION);
  }

  /**
   * Judges the answer to a request.
   *
   * @throws UndeliverableException if the batch will never be taken
   * @throws PartlyRefusedException if some of its samples won't, and the others were
   * @throws IOException if it may be taken another time
   */
  public void check(OtlpRequest request, int status, byte @Nullable [] answer)
      throws IOException, UndeliverableException, PartlyRefusedException {
    target.check(status, answer);
    OtlpAnswer told = OtlpAnswer.read(answer);
    request.report(
        told.rejected(),
        "%s rejected %d data points%s"
            .formatted(target.endpoint(), told.rejected(), HttpRefusal.quoted(told.message())));
  }

  @Override
  public Map<String, Object> companions() {
    return companions;
  }
}
