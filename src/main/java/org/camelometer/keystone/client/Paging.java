package org.camelometer.keystone.client;

import java.util.Optional;

/**
 * How a service gives out a long list.
 *
 * @param marker the field by which the next page is asked for; empty where pages say by a link what
 *     comes next
 * @param size how many entries to ask for; 0 leaves that to the service
 */
public record Paging(Optional<String> marker, int size) {
  /** By links, which most services have, in pages of their own size. */
  public static final Paging LINKS = new Paging(Optional.empty(), 0);

  /** By {@code limit} and {@code marker}, for services without links. */
  public static Paging marker(String field, int size) {
    return new Paging(Optional.of(field), size);
  }

  /** By links, with {@code limit}. */
  public static Paging links(int size) {
    return new Paging(Optional.empty(), size);
  }
}
