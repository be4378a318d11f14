package org.camelometer.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the word that somebody probably meant. */
public final class Nearest {

  private Nearest() {}

  /** The known word nearest to this one, if two or a third of its letters differ. */
  public static Optional<String> to(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= Math.max(2, candidate.length() / 3))
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** {@code "; did you mean 'x'?"}, or the known words if none is near, if there are any. */
  public static String hint(String word, Collection<String> known) {
    return to(word, known)
        .map(nearest -> "; did you mean '%s'?".formatted(nearest))
        .orElseGet(
            () -> known.isEmpty() ? "" : "; known are " + String.join(", ", new TreeSet<>(known)));
  }

  /** Levenshtein's distance: how many letters to add, drop or change. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
