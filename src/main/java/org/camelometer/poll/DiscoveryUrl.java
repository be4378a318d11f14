package org.camelometer.poll;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A discovery as sources write it: {@code name}, {@code name:parameter} or {@code
 * name://parameter}; query and fragment are dropped, as in Ceilometer.
 *
 * @param name in lower case where there is a parameter
 * @param parameter what stands behind the name, or null
 */
public record DiscoveryUrl(String name, @Nullable String parameter) {
  private static final Pattern WITH_PARAMETER =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(?://)?([^?#]*).*");

  public static DiscoveryUrl parse(String text) {
    Matcher url = WITH_PARAMETER.matcher(text);
    return url.matches()
        ? new DiscoveryUrl(url.group(1).toLowerCase(Locale.ROOT), url.group(2))
        : new DiscoveryUrl(text.replaceFirst("[?#].*", ""), null);
  }

  @Override
  public String toString() {
    return parameter == null ? name : name + "://" + parameter;
  }
}
