package org.camelometer.keystone.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way through the pages of one list. Of a link to the next page the query alone is followed: a
 * service behind a proxy names addresses that nobody else can reach, and a token must not go
 * wherever an answer says. For one thread.
 */
final class Pages {
  private final String key;
  private final Paging paging;
  private final String first;
  private final Set<String> asked = new HashSet<>();

  /**
   * Begins.
   *
   * @param key what the list is called in a page
   * @param query of the first page, without a question mark; may be empty
   */
  Pages(String key, Paging paging, String query) {
    this.key = key;
    this.paging = paging;
    this.first = paging.size() == 0 ? query : and(query, "limit=" + paging.size());
    asked.add(first);
  }

  /** The query of the first page. */
  String first() {
    return first;
  }

  /** How many pages were asked for. */
  int asked() {
    return asked.size();
  }

  /**
   * The query of the page after this one; empty if it is the last, or if the service sends us in a
   * circle.
   */
  Optional<String> after(Map<String, @Nullable Object> page, List<? extends Map<?, ?>> entries) {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    return link(page)
        .map(Pages::query)
        .or(() -> marker(entries))
        .filter(query -> !query.isEmpty() && asked.add(query));
  }

  private Optional<String> marker(List<? extends Map<?, ?>> entries) {
    if (paging.marker().isEmpty() || entries.size() < paging.size()) {
      return Optional.empty();
    }
    return Optional.ofNullable(entries.get(entries.size() - 1).get(paging.marker().get()))
        .map(last -> URLEncoder.encode(last.toString(), StandardCharsets.UTF_8))
        .map(last -> and(first, "marker=" + last));
  }

  /**
   * {@code volumes_links} and {@code links} as a list, {@code links} as an object, {@code next}.
   */
  private Optional<String> link(Map<String, @Nullable Object> page) {
    return next(page.get(key + "_links"))
        .or(() -> next(page.get("links")))
        .or(() -> text(page.get("next")));
  }

  private static Optional<String> next(@Nullable Object links) {
    if (links instanceof Map<?, ?> byName) {
      return text(byName.get("next"));
    }
    if (!(links instanceof List<?> list)) {
      return Optional.empty();
    }
    return list.stream()
        .filter(link -> link instanceof Map<?, ?> map && "next".equals(map.get("rel")))
        .findFirst()
        .flatMap(link -> text(((Map<?, ?>) link).get("href")));
  }

  private static Optional<String> text(@Nullable Object value) {
    return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
  }

  private static String query(String link) {
    int start = link.indexOf('?');
    return start < 0 ? "" : link.substring(start + 1).replaceFirst("#.*", "");
  }

  private static String and(String query, String more) {
    return query.isEmpty() ? more : query + "&" + more;
  }
}
