package org.camelometer.sample;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Strings by their code points, as Python sorts them; {@link String#compareTo} goes by UTF-16 units
 * and puts what lies beyond U+FFFF before U+E000.
 */
public final class CodePointOrder implements Comparator<String> {
  /** The one order there is. */
  public static final CodePointOrder ORDER = new CodePointOrder();

  private CodePointOrder() {}

  /** The keys of a map of strings in order; they are its own, so that {@code get} takes them. */
  static List<String> sortedKeys(Map<?, ?> map) {
    String[] keys = map.keySet().toArray(new String[0]);
    Arrays.sort(keys, ORDER);
    return Arrays.asList(keys);
  }

  @Override
  public int compare(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        return rank(left) - rank(right);
      }
    }
    return a.length() - b.length();
  }

  /** Surrogates stand for what comes after every single unit. */
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
  }
}
