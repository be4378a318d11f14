package org.camelometer.openstack.dynamic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.References;
import org.camelometer.definition.YamlNode;
import org.camelometer.openstack.dynamic.outside.Scheme;

/** Reads where a pollster has its data from. For one thread. */
final class OriginReader {
  private static final String COMMAND = "host_command";
  private static final String MODULE = "module";
  private static final String OBJECT = "authentication_object";
  private static final String PARAMETERS = "authentication_parameters";
  private static final String FORMATS = "response_handlers";
  private static final String HEADERS = "headers";
  private static final double TIMEOUT = 30;
  private static final double SHORTEST = 0.1;
  private static final int MILLIS = 1000;

  private final PollsterKeys keys;

  OriginReader(PollsterKeys keys) {
    this.keys = keys;
  }

  /** The origin, or nothing if an error was noted. */
  Optional<Origin> read() {
    Optional<? extends Origin.Kind> kind = kind();
    Optional<Template> location = keys.template(keys.has(COMMAND) ? COMMAND : "url_path");
    Origin.Asking asking = asking();
    Origin.Paging paging =
        new Origin.Paging(
            keys.attribute("response_entries_key"), keys.attribute("next_sample_url_attribute"));
    kind.filter(Origin.Outside.class::isInstance)
        .ifPresent(k -> location.ifPresent(this::checkUrl));
    if (kind.isEmpty() || location.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Origin(kind.get(), location.get(), asking, paging));
  }

  private Optional<? extends Origin.Kind> kind() {
    if (keys.has(COMMAND)) {
      return Optional.of(new Origin.Command());
    }
    return keys.has(MODULE) ? outside() : keys.required("endpoint_type").map(Origin.Service::new);
  }

  private void checkUrl(Template url) {
    boolean plain = url.toString().matches("[\\w/.:?&=%-]*");
    if (plain && !url.toString().matches("https?://[^/]+.*")) {
      keys.error(
          "url_path", "must be a whole URL, as in https://host/path, but is '%s'".formatted(url));
    }
  }

  private Optional<Origin.Outside> outside() {
    Optional<String> name = keys.required(OBJECT);
    Optional<Scheme> scheme = name.flatMap(Scheme::of);
    if (name.isPresent() && scheme.isEmpty()) {
      keys.error(
          OBJECT,
          "is '%s', which this agent doesn't have, as it loads no Python; it has %s"
              .formatted(name.get(), Scheme.names()));
    }
    return scheme.map(
        found ->
            new Origin.Outside(
                found, parameters(found), keys.text("barbican_secret_id").orElse("")));
  }

  /** The texts between the commas; with references to secrets put in after they are taken apart. */
  private Optional<List<String>> parameters(Scheme scheme) {
    Optional<String> text = keys.text(PARAMETERS).filter(each -> !each.isEmpty());
    if (text.isEmpty()) {
      boolean secret = keys.text("barbican_secret_id").filter(id -> !id.isEmpty()).isPresent();
      return secret || scheme.least() > 0 ? needed(scheme, secret) : Optional.of(List.of());
    }
    try {
      References references =
          References.in(text.get(), keys.get(PARAMETERS).orElseThrow().position());
      List<String> parameters =
          Arrays.stream(references.marked().split(",", -1))
              .map(part -> references.resolve(part.strip()))
              .toList();
      scheme.fault(parameters.size()).ifPresent(fault -> keys.error(PARAMETERS, fault));
      return Optional.of(parameters);
    } catch (DefinitionException wrong) {
      keys.error(PARAMETERS, "can't be used: " + wrong.problems().get(0).sentence());
      return Optional.empty();
    }
  }

  private Optional<List<String>> needed(Scheme scheme, boolean secret) {
    if (!secret) {
      keys.error(PARAMETERS, "must be set: " + scheme.fault(0).orElse("they are missing"));
    }
    return Optional.empty();
  }

  private Origin.Asking asking() {
    double timeout = keys.seconds("timeout", TIMEOUT, SHORTEST);
    return new Origin.Asking(headers(), Duration.ofMillis(Math.round(timeout * MILLIS)), formats());
  }

  /** A mapping, or a list of mappings as some examples of Ceilometer's have it. */
  private Map<String, String> headers() {
    Optional<YamlNode> node = keys.get(HEADERS);
    if (node.filter(YamlNode::isList).isEmpty()) {
      return keys.texts(HEADERS);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (YamlNode element : node.get().elements()) {
      if (element.value() instanceof Map<?, ?> map) {
        map.forEach((key, value) -> headers.put(String.valueOf(key), String.valueOf(value)));
      } else {
        keys.error(HEADERS, "must be a mapping of names and values");
      }
    }
    return headers;
  }

  private List<ResponseFormat> formats() {
    Optional<YamlNode> node = keys.get(FORMATS);
    if (node.isEmpty()) {
      return List.of(ResponseFormat.JSON);
    }
    if (!node.get().isList()) {
      keys.error(
          FORMATS,
          "must be a list of json, xml and text, but is '%s'".formatted(node.get().text()));
    }
    List<ResponseFormat> formats = new ArrayList<>();
    for (YamlNode element : node.get().elements()) {
      ResponseFormat.of(element.text())
          .ifPresentOrElse(
              formats::add,
              () ->
                  keys.error(
                      FORMATS,
                      "has '%s', but only json, xml and text are known".formatted(element.text())));
    }
    if (formats.contains(ResponseFormat.TEXT) && !keys.has("response_entries_key")) {
      keys.warning(
          FORMATS,
          node.get().position(),
          "may give a text, whose one entry must be named: set response_entries_key to"
              + " '. | [value]', and value_attribute to 'out'");
    }
    return List.copyOf(formats);
  }
}
