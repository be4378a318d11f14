package org.camelometer.runtime.management;

import java.util.List;
import java.util.function.Supplier;
import org.camelometer.poll.ServiceCalls;

/** What services were asked as JMX shows it. */
public final class ManagedCalls implements CallsMXBean {
  private final Supplier<List<ServiceCalls>> calls;

  /** Shows it. */
  public ManagedCalls(Supplier<List<ServiceCalls>> calls) {
    this.calls = calls;
  }

  @Override
  public List<Item> getServices() {
    return calls.get().stream()
        .map(c -> new Item(c.service(), c.calls(), c.retries(), c.failures(), c.refusals()))
        .toList();
  }
}
