package org.camelometer.runtime.management;

import java.util.Map;
import org.camelometer.transform.Step;

/** A step of a chain as JMX shows it. */
public final class ManagedTransformer implements TransformerMXBean {
  private final Step step;

  /** Shows it. */
  public ManagedTransformer(Step step) {
    this.step = step;
  }

  @Override
  public long getHandled() {
    return step.handled();
  }

  @Override
  public long getPassed() {
    return step.passed();
  }

  @Override
  public long getFailed() {
    return step.failed();
  }

  @Override
  public String getFault() {
    return step.fault();
  }

  @Override
  public Map<String, Long> getSwallowed() {
    return step.transformer().counts();
  }

  @Override
  public int getEntries() {
    return step.entries();
  }

  @Override
  public int getHeld() {
    return step.held();
  }
}
