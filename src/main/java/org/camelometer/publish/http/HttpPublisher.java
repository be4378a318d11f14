package org.camelometer.publish.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.camelometer.publish.Companions;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;

/**
 * Encodes batches for {@code http:} and {@code https:}; the kamelet posts them to its companion
 * {@code target}, the {@link HttpTarget}. For any number of threads.
 */
public final class HttpPublisher implements Companions {
  /** Room for most samples, in bytes. */
  private static final int SAMPLE = 1024;

  private final boolean listed;
  private final Map<String, Object> companions;

  /**
   * Prepares to encode.
   *
   * @param listed whether a request holds a list of samples, or one sample that is no list
   */
  HttpPublisher(HttpTarget target, boolean listed) {
    this.listed = listed;
    this.companions = Map.of("target", target);
  }

  /**
   * The body of one request with a whole batch.
   *
   * @throws UndeliverableException if requests hold single samples, and these are several
   */
  public byte[] encode(List<Sample> samples) throws IOException, UndeliverableException {
    if (!listed && samples.size() != 1) {
      throw new UndeliverableException(
          "with batch=false a request holds one sample, and these are " + samples.size());
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(SAMPLE * samples.size());
    try (JsonGenerator json = JsonValues.generator(body)) {
      if (listed) {
        json.writeStartArray();
      }
      for (Sample sample : samples) {
        SampleJson.write(sample, json);
      }
      if (listed) {
        json.writeEndArray();
      }
    }
    return body.toByteArray();
  }

  @Override
  public Map<String, Object> companions() {
    return companions;
  }
}
