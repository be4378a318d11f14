package org.camelometer.runtime.management;

import java.util.List;
import java.util.function.Supplier;
import org.camelometer.poll.StuckResource;

/** Resources that don't answer as JMX shows them. */
public final class ManagedStuck implements StuckMXBean {
  private final Supplier<List<StuckResource>> stuck;

  /** Shows them. */
  public ManagedStuck(Supplier<List<StuckResource>> stuck) {
    this.stuck = stuck;
  }

  @Override
  public int getCount() {
    return stuck.get().size();
  }

  @Override
  public List<Item> getResources() {
    return stuck.get().stream()
        .map(one -> new Item(one.id(), one.name(), one.since().toString(), one.reason()))
        .toList();
  }
}
