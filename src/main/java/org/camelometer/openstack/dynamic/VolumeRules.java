package org.camelometer.openstack.dynamic;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the value that an entry has.
 *
 * @param skipped values that give no sample
 * @param mapping what stands for a value, pair by pair; none: each stands for itself
 * @param otherwise what stands for all other values, if there is a mapping
 */
record VolumeRules(List<@Nullable Object> skipped, List<Pair> mapping, @Nullable Object otherwise) {

  /** Whether a value gives no sample. */
  boolean skips(@Nullable Object value) {
    return skipped.stream().anyMatch(each -> Likeness.areEqual(each, value));
  }

  /** The volume of a value. */
  @Nullable Object volume(@Nullable Object value) throws ReadingException {
    if (mapping.isEmpty()) {
      return value;
    }
    if (value instanceof List || value instanceof Map) {
      throw new ReadingException("value_mapping can't map what is a list or a mapping itself");
    }
    for (Pair pair : mapping) {
      if (Likeness.areEqual(pair.value(), value)) {
        return pair.volume();
      }
    }
    return otherwise;
  }

  /** What stands for a value. */
  record Pair(@Nullable Object value, @Nullable Object volume) {}
}
