package org.camelometer.poll;

import java.util.List;
import java.util.function.Consumer;
import org.camelometer.sample.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Finds the resources that pollsters read.
 *
 * <p>Sources name it as {@code name} or {@code name://parameter}. It is asked once in a {@link
 * Tick} for each parameter, whatever number of sources and pollsters want the answer; from any
 * thread, and it may block.
 */
public interface Discovery {

  /** The name by which sources and pollsters refer to it, such as {@code local_instances}. */
  String name();

  /**
   * What there is at this moment, in a stable order; empty if there is nothing.
   *
   * @param parameter what stands behind {@code name://}, or null
   * @throws Exception if it can't be known now: the cycle goes on without these resources
   */
  List<? extends Resource> discover(Tick tick, @Nullable String parameter) throws Exception;

  /**
   * Begins to tell resources that have just appeared, or that are about to go: each is then polled
   * at once, between ticks. Called once for each life of an agent, and told in a thread of the
   * discovery's own until its provider is released. A discovery that learns of nothing tells
   * nothing.
   */
  default void watch(Consumer<Resource> changes) {}

  /**
   * The agent ends, and has waited for what is being read: calls that hang are given up, and what
   * is asked from now on may fail. From another thread, and before the provider is released.
   */
  default void giveUp() {}

  /** The resources that don't answer at present, in a stable order. */
  default List<StuckResource> stuck() {
    return List.of();
  }
}
