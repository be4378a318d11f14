package org.camelometer.definition;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a sink's {@code publishers}, taken apart as Ceilometer does: any scheme may have
 * authority, path and query. An entry without {@code ://} gets it appended ({@code notifier} is
 * {@code notifier://}), except {@code log:} and {@code camel:URI}, which stay as written. {@code
 * {{env:NAME}}} and {@code {{file:PATH}}} stand for values from elsewhere ({@link References}), in
 * all but {@code camel:}, whose placeholders are Camel's.
 *
 * @param text the entry, completed, with its references as they were written
 * @param scheme in lower case
 * @param authority what stands between {@code //} and the path: user, hosts and ports; may be empty
 * @param path from the first slash, or empty; for {@code camel:} the endpoint URI with its query
 * @param options the query, decoded; a repeated option keeps all its values in order
 * @param position where the user wrote it
 */
public record PublisherUrl(
    String text,
    String scheme,
    String authority,
    String path,
    Map<String, List<String>> options,
    Position position) {

  private static final Pattern AUTHORITATIVE =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#.*)?");

  /** Up to the last at sign, since an authority may name several hosts with a login each. */
  private static final Pattern LOGIN = Pattern.compile("//.*@");

  private static final Pattern SECRET =
      Pattern.compile("([?&][^=&]*(?i:pass|secret|token|apikey|accesskey)[^=&]*=)[^&]*");

  private static final Pattern SPOOL = Pattern.compile("(?<=[?&])spool(_[a-z_]+)?=[^&]*&?");
  private static final Pattern OPAQUE = Pattern.compile("(camel|log):(.*)");

  /**
   * Reads one entry.
   *
   * @throws DefinitionException if it isn't a URL
   */
  public static PublisherUrl parse(String entry, Position position) {
    Matcher opaque = OPAQUE.matcher(entry);
    if (opaque.matches() && (entry.startsWith("camel:") || !entry.contains("://"))) {
      return opaque(entry, opaque, position);
    }
    String text = entry.contains("://") ? entry : entry + "://";
    References references = References.in(text, position);
    Matcher url = AUTHORITATIVE.matcher(references.marked());
    if (!url.matches()) {
      throw new DefinitionException(
          position,
          "publisher '%s' is not a URL; write scheme://host:port/path?option=value"
              .formatted(display(entry)));
    }
    return new PublisherUrl(
        text,
        url.group(1).toLowerCase(java.util.Locale.ROOT),
        references.resolveEncoded(url.group(2)),
        references.resolve(url.group(3)),
        resolve(options(url.group(4)), references),
        position);
  }

  private static PublisherUrl opaque(String entry, Matcher opaque, Position position) {
    String scheme = opaque.group(1);
    String rest = opaque.group(2);
    int query = rest.indexOf('?');
    if (scheme.equals("camel") || query < 0) {
      return new PublisherUrl(entry, scheme, "", rest, Map.of(), position);
    }
    return new PublisherUrl(
        entry, scheme, "", rest.substring(0, query), options(rest.substring(query + 1)), position);
  }

  private static Map<String, List<String>> options(@Nullable String query) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        if (!name.isEmpty()) {
          String value = equals < 0 ? "" : pair.substring(equals + 1);
          options.computeIfAbsent(decode(name), n -> new ArrayList<>()).add(decode(value));
        }
      }
    }
    return options;
  }

  private static Map<String, List<String>> resolve(
      Map<String, List<String>> options, References references) {
    options.replaceAll((name, values) -> values.stream().map(references::resolve).toList());
    return options;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text; // a stray percent sign: Python keeps it as it stands, too
    }
  }

  /** The query as it was written, with values from elsewhere in %XX; may be empty. */
  public String query() {
    References references = References.in(text, position);
    String marked = references.marked().replaceFirst("#.*", "");
    int start = marked.indexOf('?');
    return start < 0 ? "" : references.resolveEncoded(marked.substring(start + 1));
  }

  /** A part of the URL as it may be shown: without values from elsewhere, which may be secret. */
  public String masked(String part) {
    return References.in(text, position).masked(part);
  }

  /** The last value of an option, which wins as in Ceilometer. */
  public Optional<String> option(String name) {
    List<String> values = options.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  /**
   * Where samples go, for telling one destination from another: the URL without its login, without
   * what may be secret, and without the options of its spool.
   */
  public String destination() {
    return SPOOL.matcher(display().replace("//xxxxxx@", "//")).replaceAll("");
  }

  /** The URL as it may be shown in logs and JMX: with what may be secret made unreadable. */
  public String display() {
    return display(text);
  }

  private static String display(String url) {
    return SECRET.matcher(LOGIN.matcher(url).replaceFirst("//xxxxxx@")).replaceAll("$1xxxxxx");
  }

  /** As {@link #display}, since the parts hold secrets. */
  @Override
  public String toString() {
    return display();
  }
}
