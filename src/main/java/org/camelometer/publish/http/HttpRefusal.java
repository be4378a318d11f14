package org.camelometer.publish.http;

import java.util.Set;

/**
 * An HTTP server's answer, as far as it says no.
 *
 * @param server how people know it
 * @param status of the answer
 * @param answer the beginning of its body
 */
public record HttpRefusal(String server, int status, String answer) {
  /** What a server says of a request that it has read and will never take. */
  private static final Set<Integer> FINAL = Set.of(400, 413, 422);

  private static final int QUOTED = 200;

  boolean isRefusal() {
    return status < 200 || status > 299;
  }

  /**
   * Whether it was refused for what is in it, and would be again. A login, an address or a server
   * can be mended while samples wait.
   */
  boolean isFinal() {
    return FINAL.contains(status);
  }

  /** What the server said, and what to do where that is known. */
  String sentence() {
    return "%s answered %d%s%s".formatted(server, status, advice(), quoted(answer));
  }

  private String advice() {
    return switch (status) {
      case 301, 302, 303, 307, 308 ->
          ", a redirect, which is not followed; write the address that it names";
      case 401, 407 -> "; mend the user and password in its URL";
      case 403 -> "; let this user write there";
      case 404 -> "; mend the path of its URL";
      case 413 -> ", for it is too large; set batch_size lower";
      default -> "";
    };
  }

  /** What a server said, behind a colon: it writes what it likes, and this goes into a log line. */
  public static String quoted(String answer) {
    String line = answer.replaceAll("[\\p{C}\\s]+", " ").strip();
    if (line.isEmpty()) {
      return "";
    }
    return ": " + (line.length() > QUOTED ? line.substring(0, QUOTED) + "…" : line);
  }
}
