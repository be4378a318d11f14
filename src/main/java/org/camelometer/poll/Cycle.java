package org.camelometer.poll;

import java.util.List;
import java.util.Optional;
import org.camelometer.sample.Resource;

/**
 * One cycle of a source: the tick, and what each pollster is to read.
 *
 * @param tick empty if there is nothing to do, as the source had this tick already
 * @param isComplete whether all that is to be read was found
 */
public record Cycle(Optional<Tick> tick, List<Task> tasks, boolean isComplete) {

  public Cycle {
    tasks = List.copyOf(tasks);
  }

  /** A pollster and the resources that it is to read. */
  public record Task(Pollster pollster, List<Resource> resources) {}
}
