package org.camelometer.openstack.dynamic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What samples are made of an entry.
 *
 * @param figure where volumes are
 * @param rules what becomes of them
 * @param owners where ids are
 * @param metadata what is kept of the entry
 */
record Extraction(Figure figure, VolumeRules rules, Owners owners, MetadataRules metadata) {

  /** Where volumes are. */
  sealed interface Figure {}

  /** One an entry. */
  record Single(Attribute value) implements Figure {}

  /**
   * Several an entry, each of a meter of its own.
   *
   * @param list the key of the list that has them
   * @param key whose value, in each element, takes the placeholder's place in the meter's name
   * @param value where, in each element, the volume is
   */
  record Several(String list, String key, Attribute value) implements Figure {

    /** The name of one of the meters. */
    String meter(String pattern, String part) {
      return pattern.replace("{" + key + "}", part);
    }
  }

  /** Where ids are; empty: where the entry has them by the usual name, if it does. */
  record Owners(
      Optional<Attribute> user, Optional<Attribute> project, Optional<Attribute> resource) {

    /** Puts them where samples are made from. */
    void fill(Map<String, @Nullable Object> entry) throws ReadingException {
      fill(entry, "user_id", user);
      fill(entry, "project_id", project);
      fill(entry, "id", resource);
    }

    private static void fill(
        Map<String, @Nullable Object> entry, String key, Optional<Attribute> attribute)
        throws ReadingException {
      if (attribute.isPresent()) {
        entry.put(key, attribute.get().of(new LinkedHashMap<>(entry)));
      }
    }
  }

  /**
   * What is kept of an entry.
   *
   * @param fields each under its own text
   * @param renamed new names of some of them
   * @param keepsOld whether these stay under their text as well
   */
  record MetadataRules(List<Attribute> fields, Map<String, String> renamed, boolean keepsOld) {

    Map<String, @Nullable Object> of(Map<String, @Nullable Object> entry) throws ReadingException {
      Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
      for (Attribute field : fields) {
        metadata.put(field.toString(), field.of(entry));
      }
      for (String key : List.copyOf(metadata.keySet())) {
        String name = renamed.get(key);
        if (name != null) {
          metadata.put(name, metadata.get(key));
          if (!keepsOld) {
            metadata.remove(key);
          }
        }
      }
      return metadata;
    }
  }
}
