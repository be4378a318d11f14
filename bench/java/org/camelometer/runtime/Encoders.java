package org.camelometer.runtime;

import java.io.IOException;
import java.util.List;
import org.camelometer.sample.MessagePackValues;
import org.camelometer.sample.MessageSignature;
import org.camelometer.sample.MeteringMessage;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;

/**
 * What the publishers {@code file:} and {@code udp:} do with a batch before they write: the
 * kamelets of {@code bench/config/signed} call it in their place. For any number of threads.
 */
public final class Encoders {
  private final MessageSignature signature = new MessageSignature(AgentSettings.DEFAULT_SECRET);

  /** The lines of a file. */
  public List<String> lines(List<Sample> samples) {
    return samples.stream().map(SampleJson::text).toList();
  }

  /** One signed datagram a sample; how many bytes they have. */
  public long datagrams(List<Sample> samples) throws IOException {
    long bytes = 0;
    for (Sample sample : samples) {
      bytes += MessagePackValues.pack(MeteringMessage.of(sample, signature)).length;
    }
    return bytes;
  }
}
