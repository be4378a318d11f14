package org.camelometer.openstack.dynamic;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.camelometer.sample.JsonValues;
import org.jspecify.annotations.Nullable;

/** What an answer may be written in: Ceilometer's {@code response_handlers}. */
enum ResponseFormat {
  JSON {
    @Override
    @Nullable Object parse(String body) throws IOException {
      return JsonValues.readValue(body);
    }
  },
  /** A mapping with the root's name as its one key, as Python's xmltodict gives it. */
  XML {
    @Override
    Object parse(String body) throws IOException {
      return XmlMapping.read(body);
    }
  },
  /** A mapping whose key {@code out} has the whole. */
  TEXT {
    @Override
    Object parse(String body) {
      return Map.of("out", body);
    }
  };

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The data in a body. */
  abstract @Nullable Object parse(String body) throws IOException;

  /** The one of this word. */
  static Optional<ResponseFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
  }

  /** What the first of some formats that fits makes of a body. */
  static @Nullable Object parse(String body, List<ResponseFormat> formats) throws ReadingException {
    for (ResponseFormat format : formats) {
      try {
        return format.parse(body);
      } catch (IOException another) {
        // the next one may fit
      }
    }
    throw new ReadingException("the answer is not in %s".formatted(formats));
  }

  @Override
  public String toString() {
    return word;
  }
}
