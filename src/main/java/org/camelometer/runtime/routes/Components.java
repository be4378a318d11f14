package org.camelometer.runtime.routes;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The Camel components of the class path. */
final class Components {
  private static final String LIST = "META-INF/services/org/apache/camel/component.properties";

  private Components() {}

  /** Their names, as far as their jars tell. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>(Set.of("rabbitmq"));
    try {
      for (URL url : Collections.list(Components.class.getClassLoader().getResources(LIST))) {
        try (InputStream list = url.openStream()) {
          Properties properties = new Properties();
          properties.load(list);
          names.addAll(List.of(properties.getProperty("components", "").strip().split("\\s+")));
        }
      }
    } catch (IOException e) {
      // The names are but a hint.
    }
    return names;
  }
}
