package org.camelometer.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The functions that dynamic pollsters may call, with Python's names and rules. */
enum Function {
  LEN(1, 1) {
    @Override
    Object call(Arguments arguments) {
      return Iteration.length(arguments.get(0));
    }
  },
  INT(0, 2, "base") {
    @Override
    Object call(Arguments arguments) {
      return Conversion.integer(arguments.get(0, "", 0L), arguments.get(1, "base", null));
    }
  },
  FLOAT(0, 1) {
    @Override
    Object call(Arguments arguments) {
      return Conversion.floating(arguments.get(0, "", 0.0));
    }
  },
  STR(0, 1) {
    @Override
    Object call(Arguments arguments) {
      return Texts.str(arguments.run(), arguments.get(0, "", ""));
    }
  },
  BOOL(0, 1) {
    @Override
    Object call(Arguments arguments) {
      return Values.isTrue(arguments.get(0, "", false));
    }
  },
  ROUND(1, 2, "ndigits") {
    @Override
    Object call(Arguments arguments) {
      return Rounding.round(arguments.get(0), arguments.get(1, "ndigits", null));
    }
  },
  MIN(1, Integer.MAX_VALUE, "key", "default") {
    @Override
    @Nullable Object call(Arguments arguments) {
      return Selection.extreme(arguments, Relation.LESS);
    }
  },
  MAX(1, Integer.MAX_VALUE, "key", "default") {
    @Override
    @Nullable Object call(Arguments arguments) {
      return Selection.extreme(arguments, Relation.GREATER);
    }
  },
  ABS(1, 1) {
    @Override
    Object call(Arguments arguments) {
      return Conversion.absolute(arguments.get(0));
    }
  },
  SUM(1, 2, "start") {
    @Override
    @Nullable Object call(Arguments arguments) {
      return Selection.sum(arguments);
    }
  },
  SORTED(1, 1, "key", "reverse") {
    @Override
    Object call(Arguments arguments) {
      return Selection.sorted(arguments);
    }
  },
  LIST(0, 1) {
    @Override
    Object call(Arguments arguments) {
      return Iteration.elements(arguments.run(), arguments.get(0, "", List.of()));
    }
  },
  FILTER(1, 1) {
    @Override
    Object call(Arguments arguments) {
      List<@Nullable Object> chosen = new ArrayList<>();
      for (Object element : Iteration.elements(arguments.run(), arguments.get(0))) {
        if (Values.isTrue(arguments.key(element))) {
          chosen.add(element);
        }
      }
      return chosen;
    }
  },
  MAP(1, 1) {
    @Override
    Object call(Arguments arguments) {
      List<@Nullable Object> results = Iteration.elements(arguments.run(), arguments.get(0));
      results.replaceAll(arguments::key);
      return results;
    }
  };

  private static final Map<String, Function> NAMES =
      Arrays.stream(values())
          .collect(Collectors.toMap(f -> f.name().toLowerCase(Locale.ROOT), f -> f));

  final int least;
  final int most;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  final Set<String> keywords;

  /** Whether the first argument is a lambda or function, not counted among the others. */
  final boolean takesFunction;

  Function(int least, int most, String... keywords) {
    this.least = least;
    this.most = most;
    this.keywords = Set.of(keywords);
    this.takesFunction = name().equals("FILTER") || name().equals("MAP");
  }

  /** The value in normal form; errors have no place yet. */
  abstract @Nullable Object call(Arguments arguments);

  static @Nullable Function of(String name) {
    return NAMES.get(name);
  }

  static String names() {
    return NAMES.keySet().stream().sorted().collect(Collectors.joining(", "));
  }
}
