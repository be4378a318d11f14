package org.camelometer.sample;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a resource: a read-only map that keeps what codecs made of it. It is most of a
 * message, and the same in every meter of the resource, for every publisher. For any number of
 * threads: two that come first both do the work.
 */
public final class Metadata extends AbstractMap<String, @Nullable Object> {
  private final Map<String, @Nullable Object> entries;
  private volatile @Nullable SerializableString json;
  private volatile byte @Nullable [] nestedJson;
  private volatile byte @Nullable [] messagePack;
  private volatile byte @Nullable [] signed;

  private Metadata(Map<String, @Nullable Object> entries) {
    this.entries = entries;
  }

  /** A view of a map that nobody changes any more; the map itself if it is one already. */
  public static Metadata of(Map<String, @Nullable Object> entries) {
    return entries instanceof Metadata metadata ? metadata : new Metadata(entries);
  }

  /** As JSON, in ASCII signs alone. */
  SerializableString json() {
    SerializableString known = json;
    if (known == null) {
      known = new SerializedString(JsonValues.text(entries));
      json = known;
    }
    return known;
  }

  /** As JSON in a string of other JSON; not to be changed. */
  byte[] nestedJson() {
    byte[] known = nestedJson;
    if (known == null) {
      known = NestedJson.of(JsonValues.text(entries));
      nestedJson = known;
    }
    return known;
  }

  /** As MessagePack; not to be changed. */
  byte[] messagePack() {
    byte[] known = messagePack;
    if (known == null) {
      known = MessagePackValues.pack(entries);
      messagePack = known;
    }
    return known;
  }

  /** The names and values in it that a message's signature covers; null until they are given. */
  byte @Nullable [] signed() {
    return signed;
  }

  void keepSigned(byte[] text) {
    signed = text;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return entries.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return entries.containsKey(key);
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public Set<String> keySet() {
    return Collections.unmodifiableMap(entries).keySet();
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return Collections.unmodifiableMap(entries).entrySet();
  }
}
