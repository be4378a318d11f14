package org.camelometer.runtime.management;

import java.util.List;
import org.camelometer.poll.SetAside;

/** Resources set aside as JMX shows them. */
public final class ManagedSetAside implements SetAsideMXBean {
  private final SetAside setAside;

  /** Shows it. */
  public ManagedSetAside(SetAside setAside) {
    this.setAside = setAside;
  }

  @Override
  public int getCount() {
    return setAside.entries().size();
  }

  @Override
  public List<Item> getResources() {
    return setAside.entries().stream()
        .map(
            e ->
                new Item(
                    e.source(),
                    e.pollster(),
                    e.resource(),
                    e.reason(),
                    e.pause().toSeconds(),
                    e.until().toString()))
        .toList();
  }

  @Override
  public void clear() {
    setAside.clear();
  }
}
