package org.camelometer.publish.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.camelometer.publish.PartlyRefusedException;

/** A process of its own that writes more than it may: ten lines of 161 bytes with 1 KiB allowed. */
final class FillingDisk {

  private FillingDisk() {}

  /** Ends with the number of lines that weren't taken. */
  public static void main(String[] arguments) throws Exception {
    byte[] line = "x".repeat(160).getBytes(StandardCharsets.US_ASCII);
    List<byte[]> lines = Collections.nCopies(10, line);
    try (RotatingFile file = new RotatingFile(Path.of(arguments[0]), 0, 0)) {
      file.append(lines);
    } catch (PartlyRefusedException e) {
      System.exit(e.refused());
    }
  }
}
