package org.camelometer.poll;

import java.util.List;
import java.util.function.Supplier;
import org.camelometer.definition.Problem;

/**
 * The way into the agent for pollsters and discoveries: found by {@link java.util.ServiceLoader},
 * so that a jar in {@code lib/} adds some without a change here.
 */
public interface PollsterProvider {

  /** The namespace that turns them on: {@code compute}, {@code central}, or a new one. */
  String namespace();

  /**
   * Makes them, once for each life of an agent. Must not connect to anything: that is done when a
   * tick first needs it, so that {@code meters} works on an empty host.
   *
   * @throws org.camelometer.definition.DefinitionException if a setting is wrong
   */
  Provision open(AgentContext agent);

  /**
   * What a provider gives.
   *
   * @param release called once when the agent stops, after the last poll has ended
   * @param warnings what is legal in the provider's own files, but hardly meant
   * @param unavailable pollsters that it would have, and can't let read anything here: they are
   *     listed, and never polled
   * @param calls what was asked of services so far, in a stable order; from any thread
   */
  record Provision(
      List<Pollster> pollsters,
      List<Discovery> discoveries,
      Runnable release,
      List<Problem> warnings,
      List<Pollster> unavailable,
      Supplier<List<ServiceCalls>> calls) {
    public Provision {
      pollsters = List.copyOf(pollsters);
      discoveries = List.copyOf(discoveries);
      warnings = List.copyOf(warnings);
      unavailable = List.copyOf(unavailable);
    }

    /** One that lacks nothing, and asks no services. */
    public Provision(
        List<Pollster> pollsters,
        List<Discovery> discoveries,
        Runnable release,
        List<Problem> warnings) {
      this(pollsters, discoveries, release, warnings, List.of(), List::of);
    }

    /** One without warnings. */
    public Provision(List<Pollster> pollsters, List<Discovery> discoveries, Runnable release) {
      this(pollsters, discoveries, release, List.of());
    }
  }
}
