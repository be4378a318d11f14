package org.camelometer.openstack.dynamic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelometer.definition.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads where the volumes of a pollster are, and what becomes of them. For one thread. */
final class FigureReader {
  private static final String VALUE = "value_attribute";
  private static final Pattern SEVERAL =
      Pattern.compile(".*\\.\\{(\\w+)}", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern LISTED =
      Pattern.compile("\\[(\\w+)]\\.(\\w+(?:\\.\\w+)*)", Pattern.UNICODE_CHARACTER_CLASS);

  private final PollsterKeys keys;
  private final String name;

  FigureReader(PollsterKeys keys, String name) {
    this.keys = keys;
    this.name = name;
  }

  /**
   * Where they are.
   *
   * @param inherited the attribute of the pollster around, if there is one
   */
  Optional<Extraction.Figure> read(Optional<String> inherited) {
    String key = keys.has(VALUE) || !keys.has("value") ? VALUE : "value";
    Matcher several = SEVERAL.matcher(name);
    if (several.matches()) {
      return several(key, several.group(1), inherited);
    }
    if (!keys.has(key) && inherited.isPresent()) {
      return inherited.map(text -> new Extraction.Single(Attribute.parse(text)));
    }
    Optional<String> text = keys.required(key);
    text.filter(each -> LISTED.matcher(each).matches())
        .ifPresent(each -> keys.warning(key, keys.position(), bracketsWithoutPlaceholder()));
    return text.flatMap(each -> keys.attribute(key)).map(Extraction.Single::new);
  }

  private String bracketsWithoutPlaceholder() {
    return "is in brackets, which belong to pollsters whose name ends in .{word}, but the name is"
        + " '%s'; here it names a key with brackets".formatted(name);
  }

  private Optional<Extraction.Figure> several(String key, String part, Optional<String> inherited) {
    Optional<String> text = keys.has(key) || inherited.isEmpty() ? keys.required(key) : inherited;
    Optional<Matcher> listed = text.map(LISTED::matcher).filter(Matcher::matches);
    if (text.isPresent() && listed.isEmpty()) {
      keys.error(
          key,
          "must be [list].key, as its name ends in {%s}, but is '%s'".formatted(part, text.get()));
    }
    return listed.map(
        found -> new Extraction.Several(found.group(1), part, Attribute.parse(found.group(2))));
  }

  VolumeRules rules() {
    List<@Nullable Object> skipped = new ArrayList<>();
    keys.elements("skip_sample_values").stream().map(YamlNode::value).forEach(skipped::add);
    List<VolumeRules.Pair> mapping = new ArrayList<>();
    keys.map("value_mapping")
        .forEach((value, volume) -> mapping.add(new VolumeRules.Pair(value, volume)));
    Object otherwise = keys.value("default_value");
    return new VolumeRules(skipped, mapping, otherwise == null ? -1L : otherwise);
  }
}
