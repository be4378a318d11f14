package org.camelometer.runtime.routes;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.spi.Resource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.Node;

/** Camel's own reader of routes, for YAML that was read before and changed since. */
final class RouteReader extends YamlRoutesBuilderLoader {

  /** The routes of a tree. */
  RouteBuilder read(Resource file, Node root) {
    LoadSettings settings = LoadSettings.builder().setLabel(file.getLocation()).build();
    return builder(newYamlDeserializationContext(settings, file), root);
  }
}
