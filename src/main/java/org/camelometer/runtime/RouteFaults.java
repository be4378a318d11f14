package org.camelometer.runtime;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Position;
import org.jspecify.annotations.Nullable;

/** Turns what Camel throws at a start into a sentence with a place. */
final class RouteFaults {
  private static final Pattern FILE = Pattern.compile("file:(/[^\\s,'\"]+?\\.ya?ml)");
  private static final Pattern LINE = Pattern.compile("line[: ]+(\\d+)");

  private RouteFaults() {}

  /** The sentence: the innermost reason, at the file that any of the causes names. */
  static DefinitionException explain(Throwable thrown, Path directory) {
    String file = null;
    int line = 0;
    Throwable innermost = thrown;
    for (Throwable cause = thrown; cause != null; cause = next(cause)) {
      String message = String.valueOf(cause.getMessage());
      Matcher name = FILE.matcher(message);
      file = file == null && name.find() ? name.group(1) : file;
      Matcher number = LINE.matcher(message);
      line = line == 0 && number.find() ? Integer.parseInt(number.group(1)) : line;
      innermost = cause;
    }
    String place = file == null ? directory.resolve("routes").toString() : file;
    Position position =
        line == 0 || file == null ? Position.of(place) : new Position(place, line, 1);
    DefinitionException explained = new DefinitionException(position, sentence(thrown, innermost));
    explained.initCause(thrown);
    return explained;
  }

  private static @Nullable Throwable next(Throwable cause) {
    return cause.getCause() == cause ? null : cause.getCause();
  }

  private static String sentence(Throwable thrown, Throwable innermost) {
    String outer = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
    String inner = String.valueOf(innermost.getMessage()).lines().findFirst().orElse("");
    return "the routes can't start: " + (outer.equals(inner) ? inner : inner + " (" + outer + ")");
  }
}
