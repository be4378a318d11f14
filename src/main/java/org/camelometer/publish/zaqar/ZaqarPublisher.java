package org.camelometer.publish.zaqar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camelometer.publish.Bodies;
import org.camelometer.publish.Companions;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;

/**
 * Encodes batches for {@code zaqar:}, each sample as one message {@code {"ttl", "body"}}; the
 * kamelet posts them to its companion {@code target}, the {@link ZaqarTarget}. For any number of
 * threads.
 */
public final class ZaqarPublisher implements Companions {
  /** Zaqar's default for {@code max_messages_post_size}: bytes of a request's body. */
  static final int LARGEST = 256 * 1024;

  private static final byte[] BEGIN = ascii("{\"messages\":[");
  private static final byte[] END = ascii("]}");

  private final String server;
  private final byte[] prefix;
  private final Map<String, Object> companions;

  /**
   * Prepares to encode.
   *
   * @param ttl how long Zaqar keeps a message, in seconds
   */
  ZaqarPublisher(ZaqarTarget target, int ttl) {
    this.server = target.endpoint();
    this.prefix = ascii("{\"ttl\":%d,\"body\":".formatted(ttl));
    this.companions = Map.of("target", target);
  }

  /**
   * The bodies of the requests that a batch takes, none larger than Zaqar reads; too large samples
   * are left out.
   */
  public Bodies requests(List<Sample> samples) {
    List<byte[]> requests = new ArrayList<>();
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    int leftOut = 0;
    for (Sample sample : samples) {
      byte[] message = message(sample);
      if (BEGIN.length + message.length + END.length > LARGEST) {
        leftOut++;
        continue;
      }
      if (request.size() + 1 + message.length + END.length > LARGEST) {
        finish(request, requests);
      }
      request.writeBytes(request.size() == 0 ? BEGIN : ascii(","));
      request.writeBytes(message);
    }
    finish(request, requests);
    return new Bodies(requests, leftOut);
  }

  /**
   * Tells of samples that {@link #requests} left out, once the others are delivered.
   *
   * @throws PartlyRefusedException if some of the batch were
   * @throws UndeliverableException if all were
   */
  public void check(Bodies requests) throws PartlyRefusedException, UndeliverableException {
    requests.check("a request to %s holds %d bytes at most".formatted(server, LARGEST));
  }

  @Override
  public Map<String, Object> companions() {
    return companions;
  }

  private byte[] message(Sample sample) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(prefix);
    message.writeBytes(ascii(SampleJson.text(sample)));
    message.write('}');
    return message.toByteArray();
  }

  private static void finish(ByteArrayOutputStream request, List<byte[]> requests) {
    if (request.size() > 0) {
      request.writeBytes(END);
      requests.add(request.toByteArray());
      request.reset();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
