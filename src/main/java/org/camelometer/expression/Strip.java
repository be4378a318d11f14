package org.camelometer.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** White space as Python's strings have it, and what is taken away or cut at it. */
final class Strip {
  private static final String SPACE =
      "\t\n\u000b\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004"
          + "\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

  private Strip() {}

  static String space(String text) {
    return signs(text, SPACE);
  }

  /** The text without any of these signs at both ends. */
  static String signs(String text, String signs) {
    int start = 0;
    int end = text.length();
    while (start < end && signs.indexOf(text.codePointAt(start)) >= 0) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (end > start && signs.indexOf(text.codePointBefore(end)) >= 0) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  /** The words of a text, cut so often at most; the last is the rest without space around it. */
  static List<@Nullable Object> words(String text, long cuts) {
    List<@Nullable Object> words = new ArrayList<>();
    int at = skip(text, 0, true);
    while (at < text.length()) {
      if (words.size() == cuts) {
        words.add(text.substring(at, lastSign(text)));
        return words;
      }
      int end = skip(text, at, false);
      words.add(text.substring(at, end));
      at = skip(text, end, true);
    }
    return words;
  }

  private static int lastSign(String text) {
    int end = text.length();
    while (SPACE.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private static int skip(String text, int from, boolean space) {
    int at = from;
    while (at < text.length() && SPACE.indexOf(text.charAt(at)) >= 0 == space) {
      at++;
    }
    return at;
  }
}
