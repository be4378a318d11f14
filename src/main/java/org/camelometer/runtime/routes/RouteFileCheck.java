package org.camelometer.runtime.routes;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.NoSuchBeanException;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problems;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * Lets Camel make the routes of one file again and again, each time without what it refused the
 * time before, until it takes the rest: Camel itself tells only the first thing that is wrong.
 */
final class RouteFileCheck {
  /** An end, should taking out not help. */
  private static final int MOST_FAULTS = 200;

  private static final Pattern GENERATED =
      Pattern.compile(
          "(discovery|pollsters|filter|enter|leave|ledger|queue|records|settings)-.*|taps|fan-out");

  private final RouteTrial trial;
  private final RouteTree tree;
  private final CamelFaults faults;
  private final Problems problems;
  private final boolean knowsBeans;

  /** Steps that were told to be wrong: what else is wrong with them follows from that. */
  private final Set<Node> told = new HashSet<>();

  /**
   * Prepares to check a file.
   *
   * @param knowsBeans whether the beans of the agent's own routes are there; if not, they are taken
   *     for granted
   */
  RouteFileCheck(RouteTrial trial, RouteTree tree, boolean knowsBeans, Problems problems) {
    this.trial = trial;
    this.tree = tree;
    this.faults = new CamelFaults(trial.context());
    this.problems = problems;
    this.knowsBeans = knowsBeans;
  }

  /** Notes everything that Camel refuses. */
  void check() {
    repeat(trial::read);
    RoutePlaceholders.takeOut(tree);
    repeat(trial::make);
  }

  private void repeat(Attempt attempt) {
    for (int i = 0; i < MOST_FAULTS; i++) {
      Optional<Throwable> refused = refused(attempt, Set.of());
      if (refused.isEmpty()) {
        return;
      }
      Optional<MarkedYamlEngineException> marked = RouteWords.in(refused.get());
      boolean goesOn = marked.isPresent() ? read(marked.get()) : make(attempt, refused.get());
      if (!goesOn) {
        return;
      }
    }
  }

  /** Notes what can't be read, at the place that Camel tells, and takes it out. */
  private boolean read(MarkedYamlEngineException refused) {
    Node scope = RouteWords.scope(refused, tree);
    Optional<NodeTuple> entry = RouteWords.entry(refused, tree);
    problems.addAll(List.of(RouteWords.problem(refused, tree)));
    if (entry.isPresent() && tree.drop(entry.get())) {
      told.add(scope);
      return true;
    }
    return takeOut(scope);
  }

  /** Notes what can't be made, at the step that it is in, and takes that out. */
  private boolean make(Attempt attempt, Throwable whole) {
    Set<Node> leftOut = new HashSet<>();
    Node scope = culprit(attempt, leftOut);
    Throwable refused = refused(attempt, leftOut).orElse(whole);
    List<RouteFault> found = faults.of(refused);
    if (!told.contains(scope) && !isGranted(refused)) {
      for (RouteFault fault : found) {
        Position place = place(fault, scope);
        if (problems.list().stream().noneMatch(told -> told.position().equals(place))) {
          problems.error(place, fault.sentence());
        }
      }
    }
    Position place = place(found.get(0), scope);
    Optional<NodeTuple> setting =
        tree.items().contains(scope) ? tree.setting(scope, place) : Optional.empty();
    return setting.map(tree::drop).orElseGet(() -> takeOut(scope));
  }

  private boolean isGranted(Throwable refused) {
    return !knowsBeans
        && CamelFaults.causes(refused).stream()
            .anyMatch(
                cause ->
                    cause instanceof NoSuchBeanException bean
                        && GENERATED.matcher(bean.getName()).matches());
  }

  private Position place(RouteFault fault, Node scope) {
    return fault.words().stream()
        .flatMap(word -> tree.find(scope, word).stream())
        .findFirst()
        .orElse(tree.position(scope));
  }

  private boolean takeOut(Node scope) {
    if (scope.equals(tree.root())) {
      return false;
    }
    boolean isStep = !tree.items().contains(scope);
    Optional<Node> from = isStep ? Optional.empty() : tree.from(scope);
    if (isStep) {
      tree.takeOut(scope);
    } else if (from.isPresent() && !tree.isTakenOut(from.get())) {
      tree.startElsewhere(from.get(), "direct:checked");
    } else {
      tree.hide(scope);
    }
    return true;
  }

  /**
   * The innermost step, element of the file's list or, failing these, whole file that Camel refuses
   * although everything behind it is left out.
   */
  private Node culprit(Attempt attempt, Set<Node> leftOut) {
    Node scope = first(tree.items(), attempt, leftOut).orElse(tree.root());
    while (true) {
      List<Node> steps = tree.steps(scope);
      Set<Node> none = with(leftOut, steps);
      if (steps.isEmpty() || refused(attempt, none).isPresent()) {
        leftOut.addAll(steps);
        return scope;
      }
      Optional<Node> step = first(steps, attempt, leftOut);
      if (step.isEmpty()) {
        return scope;
      }
      scope = step.get();
    }
  }

  /** The first that is refused with all before it; found by halving. */
  private Optional<Node> first(List<Node> candidates, Attempt attempt, Set<Node> leftOut) {
    int low = 0;
    int high = candidates.size();
    while (low < high) {
      int middle = (low + high) / 2;
      List<Node> behind = candidates.subList(middle + 1, candidates.size());
      boolean wrong = refused(attempt, with(leftOut, behind)).isPresent();
      low = wrong ? low : middle + 1;
      high = wrong ? middle : high;
    }
    if (low == candidates.size()) {
      return Optional.empty();
    }
    leftOut.addAll(candidates.subList(low + 1, candidates.size()));
    return Optional.of(candidates.get(low));
  }

  private Optional<Throwable> refused(Attempt attempt, Set<Node> leftOut) {
    try {
      attempt.of(tree, leftOut);
      return Optional.empty();
    } catch (Exception | LinkageError refused) {
      return Optional.of(refused);
    }
  }

  private static Set<Node> with(Set<Node> some, List<Node> more) {
    Set<Node> all = new HashSet<>(some);
    all.addAll(more);
    return all;
  }

  /** Something that Camel does with a file. */
  @FunctionalInterface
  private interface Attempt {
    void of(RouteTree tree, Set<Node> leftOut) throws Exception;
  }
}
