package org.camelometer.runtime.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problem;
import org.camelometer.definition.Problems;
import org.camelometer.definition.Settings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Turns what Camel throws at a start into sentences with a place. */
public final class RouteFaults {
  private static final Pattern FILE = Pattern.compile("file:(/[^\\s,'\"]+?\\.ya?ml)");
  private static final Pattern LINE = Pattern.compile("line[: ]+(\\d+)");
  private static final Pattern COLUMN = Pattern.compile("line[: ]+\\d+, column[: ]+(\\d+)");

  private RouteFaults() {}

  /**
   * What is wrong, at the place where a file of the user's has the words in question, or at the
   * file that a cause names.
   */
  public static DefinitionException explain(Throwable thrown, Path directory) {
    Position told = told(thrown, directory);
    List<RouteTree> trees = trees(directory, told);
    Problems problems = new Problems();
    Optional<Problem> setting = setting(thrown, directory);
    Optional<MarkedYamlEngineException> unread = RouteWords.in(thrown);
    if (setting.isPresent()) {
      problems.addAll(List.of(setting.get()));
    } else if (unread.isPresent() && trees.size() == 1) {
      problems.addAll(List.of(RouteWords.problem(unread.get(), trees.get(0))));
    } else {
      for (RouteFault fault : new CamelFaults(null).of(thrown)) {
        Position place = told.line() > 0 ? told : find(trees, fault).orElse(told);
        problems.error(place, "the routes can't start: " + fault.sentence());
      }
    }
    DefinitionException explained = new DefinitionException(problems.list());
    explained.initCause(thrown);
    return explained;
  }

  private static Optional<Problem> setting(Throwable thrown, Path directory) {
    try {
      Path file = directory.resolve("application.properties");
      return new CamelSettings(directory, Settings.load(file, System.getenv())).problem(thrown);
    } catch (DefinitionException unreadable) {
      return Optional.empty();
    }
  }

  /** The file that the causes name, and the place in it. */
  private static Position told(Throwable thrown, Path directory) {
    StringBuilder messages = new StringBuilder();
    CamelFaults.causes(thrown).forEach(cause -> messages.append(cause.getMessage()).append('\n'));
    Optional<String> file = first(FILE, messages);
    int line = first(LINE, messages).map(Integer::parseInt).orElse(0);
    int column = first(COLUMN, messages).map(Integer::parseInt).orElse(1);
    if (file.isEmpty()) {
      return Position.of(directory.resolve("routes").toString());
    }
    return line == 0 ? Position.of(file.get()) : new Position(file.get(), line, column);
  }

  private static Optional<String> first(Pattern pattern, CharSequence text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static List<RouteTree> trees(Path directory, Position told) {
    List<RouteTree> trees = new ArrayList<>();
    for (String folder : List.of("routes", "kamelets")) {
      try (Stream<Path> files = Files.list(directory.resolve(folder))) {
        files
            .filter(file -> file.toString().matches(".*\\.(camel|kamelet)\\.yaml"))
            .filter(
                file ->
                    !Files.isRegularFile(Path.of(told.file()))
                        || file.toString().equals(told.file()))
            .sorted()
            .flatMap(file -> RouteYaml.read(file, new Problems()).stream())
            .forEach(trees::add);
      } catch (IOException e) {
        // Then there is nothing of the user's in which to look.
      }
    }
    return trees;
  }

  private static Optional<Position> find(List<RouteTree> trees, RouteFault fault) {
    return fault.words().stream()
        .flatMap(word -> trees.stream().flatMap(tree -> find(tree, word).stream()))
        .findFirst();
  }

  private static Optional<Position> find(RouteTree tree, String word) {
    List<Node> scopes = new ArrayList<>(tree.allSteps(tree.root()));
    scopes.add(0, tree.root());
    return scopes.stream().flatMap(scope -> tree.find(scope, word).stream()).findFirst();
  }
}
