package org.camelometer.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.camelometer.sample.JsonValues;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * The files of recorded cases, and the deviations on purpose. {@code -Dconformance.dir=DIR} names
 * another folder with files of the same names.
 */
final class Vectors {
  private static final Path DEFAULT = Path.of("src/test/resources/conformance");

  private Vectors() {}

  /** The folder in use; Maven leaves an unset property as an unresolved placeholder. */
  static Path directory() {
    String given = System.getProperty("conformance.dir", "").trim();
    return given.isEmpty() || given.startsWith("${") ? DEFAULT : Path.of(given);
  }

  /** The elements of a file that is one JSON array, each with its id: its own, or its index. */
  static Map<String, Map<String, @Nullable Object>> cases(String file) throws IOException {
    return identified(Files.readString(directory().resolve(file)));
  }

  /** As {@link #cases}, from a file with one JSON object a line. */
  static Map<String, Map<String, @Nullable Object>> lines(String file) throws IOException {
    List<String> lines = Files.readAllLines(directory().resolve(file));
    return identified(
        "[" + String.join(",", lines.stream().filter(l -> !l.isBlank()).toList()) + "]");
  }

  /** A test of one case. If it is listed as a deviation, it must differ. */
  static DynamicTest test(String id, Executable check) throws IOException {
    Object reason =
        JsonValues.readObject(Files.readString(DEFAULT.resolve("deviations.json"))).get(id);
    return DynamicTest.dynamicTest(id, reason == null ? check : () -> differs(id, reason, check));
  }

  private static void differs(String id, Object reason, Executable check) {
    Assertions.assertThatThrownBy(check::execute)
        .as("%s is listed as a deviation (%s), so it must differ", id, reason)
        .isInstanceOf(AssertionError.class);
  }

  private static Map<String, Map<String, @Nullable Object>> identified(String array)
      throws IOException {
    Map<String, Map<String, @Nullable Object>> cases = new LinkedHashMap<>();
    Object elements = JsonValues.readObject("{\"cases\":" + array + "}").get("cases");
    for (Object element : (List<?>) elements) {
      Map<String, @Nullable Object> one = object(element);
      cases.put(String.valueOf(one.getOrDefault("id", cases.size())), one);
    }
    return cases;
  }

  /** A JSON object as such. */
  @SuppressWarnings("unchecked") // keys of JSON objects are strings
  static Map<String, @Nullable Object> object(@Nullable Object value) {
    return (Map<String, @Nullable Object>) value;
  }
}
