package org.camelometer.runtime.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problem;
import org.camelometer.definition.Problems;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.definition.Settings;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Finds what is wrong in the routes, the kamelets and the {@code camel.} settings of users, all of
 * it at once. Nothing is started: see {@link RouteTrial}. For one thread.
 */
public final class RouteCheck {
  private static final String EXAMPLE = "tap.camel.yaml.example";
  private static final String ROUTES = ".camel.yaml";
  private static final String KAMELETS = ".kamelet.yaml";

  private final Path directory;
  private final Problems problems = new Problems();

  private RouteCheck(Path directory) {
    this.directory = directory;
  }

  /**
   * Checks a configuration folder.
   *
   * @param settings its settings
   * @param generated what its pipelines make, which users may name; null if the pipelines are
   *     wrong: then beans that look like theirs are taken for granted
   * @return every problem found, file by file
   */
  public static List<Problem> check(
      Path directory, Settings settings, @Nullable Generated generated) {
    RouteCheck check = new RouteCheck(directory);
    check.warnOfOtherFiles();
    List<RouteTree> trees = check.read();
    CamelSettings camel = new CamelSettings(directory, settings);
    try (RouteTrial trial = camel.open(check.problems)) {
      check.check(trial, trees, generated);
    } catch (Exception | LinkageError e) {
      check.problems.error(
          Position.of(directory.toString()), "Camel can't be prepared: " + e.getMessage());
    }
    return check.inOrder();
  }

  /** File by file, line by line. */
  private List<Problem> inOrder() {
    return problems.list().stream()
        .distinct()
        .sorted(
            Comparator.comparing((Problem problem) -> problem.position().file())
                .thenComparing(problem -> problem.position().line())
                .thenComparing(problem -> problem.position().column()))
        .toList();
  }

  private void warnOfOtherFiles() {
    for (Path file : files("routes", "")) {
      String name = String.valueOf(file.getFileName());
      if (!name.endsWith(ROUTES) && !name.equals(EXAMPLE) && !name.startsWith(".")) {
        problems.warning(
            Position.of(file.toString()),
            "it isn't read; call it %s%s"
                .formatted(name.replaceFirst("(\\.camel)?(\\.[^.]*)?$", ""), ROUTES));
      }
    }
  }

  private List<RouteTree> read() {
    List<RouteTree> trees = new ArrayList<>();
    for (Path file : files("routes", ROUTES)) {
      RouteYaml.read(file, problems).filter(this::isList).ifPresent(trees::add);
    }
    for (Path file : files("kamelets", KAMELETS)) {
      RouteYaml.read(file, problems)
          .filter(tree -> KameletShape.check(tree, problems))
          .ifPresent(trees::add);
    }
    return trees;
  }

  private boolean isList(RouteTree tree) {
    boolean isPipe = tree.get(tree.root(), "kind").isPresent();
    if (!isPipe && !(tree.root() instanceof SequenceNode)) {
      problems.error(
          tree.position(tree.root()), "routes are a list; begin each of them with '- route:'");
      return false;
    }
    return true;
  }

  private void check(RouteTrial trial, List<RouteTree> trees, @Nullable Generated generated)
      throws Exception {
    Set<String> taken = generated == null ? Set.of() : trial.take(generated);
    if (generated != null) {
      generated.endpoints().forEach(url -> checkEndpoint(trial, url));
    }
    RouteIds ids = new RouteIds(taken, problems);
    RouteReferences references = new RouteReferences(directory, trial.context(), problems);
    trees.forEach(references::define);
    trees.forEach(trial::readBeans);
    for (RouteTree tree : trees) {
      ids.check(tree);
      references.check(tree);
      new RouteFileCheck(trial, tree, generated != null, problems).check();
    }
  }

  private void checkEndpoint(RouteTrial trial, PublisherUrl url) {
    try {
      trial.context().getEndpoint(url.path());
    } catch (RuntimeException | LinkageError e) {
      new CamelFaults(trial.context())
          .of(e)
          .forEach(
              fault ->
                  problems.error(
                      url.position(),
                      "publisher %s: %s".formatted(url.display(), fault.sentence())));
    }
  }

  private List<Path> files(String folder, String ending) {
    Path path = directory.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException e) {
      problems.error(Position.of(path.toString()), "the folder can't be read: " + e);
      return List.of();
    }
  }
}
