package org.camelometer.runtime.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.camelometer.definition.Nearest;
import org.camelometer.definition.Problems;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Finds kamelets and templates that routes name and that aren't there: Camel looks only later. */
final class RouteReferences {
  private static final Pattern KAMELET = Pattern.compile("kamelet:(?://)?([^/?]+)(.*)");
  private static final String ENDING = ".kamelet.yaml";

  private final Set<String> templates = new TreeSet<>();
  private final Set<String> kamelets = new TreeSet<>();
  private final Problems problems;

  RouteReferences(Path directory, CamelContext context, Problems problems) throws Exception {
    this.problems = problems;
    for (Resource shipped : resources(context, "classpath:kamelets/*" + ENDING)) {
      kamelets.add(name(shipped.getLocation(), ENDING));
    }
    for (Resource shipped : resources(context, "classpath:routes/*.camel.yaml")) {
      templates.add(name(shipped.getLocation(), ".camel.yaml"));
    }
    Path own = directory.resolve("kamelets");
    if (Files.isDirectory(own)) {
      try (Stream<Path> files = Files.list(own)) {
        files
            .map(Path::toString)
            .filter(file -> file.endsWith(ENDING))
            .forEach(file -> kamelets.add(name(file, ENDING)));
      }
    }
  }

  private static Iterable<Resource> resources(CamelContext context, String pattern)
      throws Exception {
    return PluginHelper.getPackageScanResourceResolver(context).findResources(pattern);
  }

  private static String name(String location, String ending) {
    String file = location.replaceFirst(".*/", "");
    return file.endsWith(ending) ? file.substring(0, file.length() - ending.length()) : file;
  }

  /** Takes note of the templates of a file. */
  void define(RouteTree tree) {
    for (Node item : tree.items()) {
      tree.get(item, "routeTemplate")
          .flatMap(template -> tree.get(template, "id"))
          .ifPresent(id -> templates.add(RouteTree.text(id)));
    }
  }

  /** Notes what a file names and nobody has; once the templates of all files are known. */
  void check(RouteTree tree) {
    for (Node item : tree.items()) {
      tree.get(item, "templatedRoute")
          .flatMap(route -> tree.get(route, "routeTemplateRef"))
          .ifPresent(name -> template(tree, name));
    }
    entries(tree, tree.root());
    tree.allSteps(tree.root()).forEach(step -> entries(tree, step));
  }

  private void entries(RouteTree tree, Node scope) {
    for (NodeTuple entry : tree.ownEntries(scope)) {
      Node value = entry.getValueNode();
      Matcher uri = KAMELET.matcher(RouteTree.text(value));
      if (RouteTree.text(entry.getKeyNode()).equals("kamelet")) {
        Node name = tree.get(value, "name").orElse(value);
        kamelet(tree, name, RouteTree.text(name).replaceFirst("[/?].*", ""));
      } else if (uri.matches() && !uri.group(2).contains("location=")) {
        kamelet(tree, value, uri.group(1));
      }
    }
  }

  private void kamelet(RouteTree tree, Node place, String name) {
    boolean known = kamelets.contains(name) || templates.contains(name);
    boolean own = Set.of("source", "sink", "").contains(name);
    if (!known && !own && !name.contains("{") && !name.contains("$")) {
      problems.error(
          tree.position(place),
          "there is no kamelet '%s'%s; %s.kamelet.yaml in kamelets/ would be one"
              .formatted(name, Nearest.hint(name, kamelets), name));
    }
  }

  private void template(RouteTree tree, Node place) {
    String name = RouteTree.text(place);
    if (!templates.contains(name) && !kamelets.contains(name)) {
      problems.error(
          tree.position(place),
          "there is no route template '%s'%s".formatted(name, Nearest.hint(name, templates)));
    }
  }
}
