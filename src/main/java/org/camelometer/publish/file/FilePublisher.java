package org.camelometer.publish.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.sample.PythonText;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;

/**
 * Writes samples to a file, one a line: what {@code file:} publishes. Each batch tries anew, so
 * that a disk that was full or a folder that was read-only needs no restart. For any number of
 * threads.
 */
public final class FilePublisher implements AutoCloseable {

  /** How a line looks. */
  enum Format {
    JSON,
    PYTHON;

    private void write(Sample sample, ByteArrayOutputStream line) throws IOException {
      if (this == JSON) {
        SampleJson.write(sample, line);
      } else {
        String text = PythonText.str(SampleJson.fields(sample));
        line.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** Room for most samples, in bytes. */
  private static final int LINE = 2048;

  private final Path path;
  private final Format format;
  private final RotatingFile file;

  FilePublisher(Path path, Format format, long maxBytes, int backups) {
    this.path = path;
    this.format = format;
    this.file = new RotatingFile(path, maxBytes, backups);
  }

  /**
   * Appends a batch.
   *
   * @throws IOException if nothing of it is in the file
   * @throws PartlyRefusedException if only its first samples are
   */
  public void write(List<Sample> samples) throws IOException, PartlyRefusedException {
    try {
      file.append(lines(samples));
    } catch (IOException e) {
      throw new IOException(
          "the file %s can't be written (%s); make room or mend its folder"
              .formatted(path, reason(e)),
          e);
    }
  }

  private List<byte[]> lines(List<Sample> samples) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(LINE);
    List<byte[]> lines = new ArrayList<>(samples.size());
    for (Sample sample : samples) {
      line.reset();
      format.write(sample, line);
      lines.add(line.toByteArray());
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static String reason(IOException e) {
    return e.getClass() == IOException.class || e.getCause() != null
        ? String.valueOf(e.getMessage())
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
