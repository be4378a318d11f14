package org.camelometer.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.camelometer.definition.TransformerDefinition;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transformer at its place in a sink. Keeps its failures from the others, counts, and says once
 * when it begins to fail and once when a whole publish context went well again. One thread at a
 * time hands samples in; any may ask for the figures.
 */
public final class Step {
  private static final Logger LOG = LoggerFactory.getLogger(Step.class);

  private final String sink;
  private final int number;
  private final TransformerDefinition definition;
  private final Transformer transformer;
  private final LongAdder handled = new LongAdder();
  private final LongAdder passed = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile String fault = "";
  private long failedBefore;
  private long handledBefore;

  Step(String sink, int number, TransformerDefinition definition, Transformer transformer) {
    this.sink = sink;
    this.number = number;
    this.definition = definition;
    this.transformer = transformer;
  }

  /** Runs samples through the transformer; what comes out, in order. */
  List<Sample> handle(List<Sample> samples) {
    List<Sample> out = new ArrayList<>(samples.size());
    for (Sample sample : samples) {
      Sample result = handle(sample);
      if (result != null) {
        out.add(result);
      }
    }
    handled.add(samples.size());
    passed.add(out.size());
    return out;
  }

  private @Nullable Sample handle(Sample sample) {
    try {
      return transformer.handle(sample);
    } catch (RuntimeException e) {
      fails(1, "%s of '%s'".formatted(sample.name(), sample.resourceId()), e);
      return null;
    }
  }

  /** What the transformer gives out at the end of a publish context. */
  List<Sample> flush() {
    List<Sample> out = List.of();
    try {
      out = transformer.flush();
    } catch (PartlyFlushedException e) {
      out = e.made();
      fails(e.failed(), "what it held back", e);
    } catch (RuntimeException e) {
      fails(1, "what it held back", e);
    }
    passed.add(out.size());
    return out;
  }

  /** Ends a publish context. */
  void end() {
    try {
      transformer.forget();
    } catch (RuntimeException e) {
      fails(0, "what it should forget", e);
    }
    if (!fault.isEmpty() && failed() == failedBefore && handled() > handledBefore) {
      fault = "";
      LOG.info("{} works again; samples that failed so far: {}.", this, failed());
    }
    failedBefore = failed();
    handledBefore = handled();
  }

  private void fails(int samples, String what, RuntimeException reason) {
    failed.add(samples);
    if (fault.isEmpty()) {
      fault = reason.getMessage() == null ? reason.toString() : reason.getMessage();
      LOG.warn("{} can't use {}, which is lost and counted: {}.", this, what, fault);
      LOG.debug("{} failed", this, reason);
    }
  }

  /** Its place in the sink, from 0. */
  public int number() {
    return number;
  }

  public String name() {
    return definition.name();
  }

  /** What the user wrote, with its place. */
  public TransformerDefinition definition() {
    return definition;
  }

  public Transformer transformer() {
    return transformer;
  }

  /** Samples that it was given. */
  public long handled() {
    return handled.sum();
  }

  /** Samples that came out of it, at once or later. */
  public long passed() {
    return passed.sum();
  }

  /** Samples that it couldn't use; they are lost. */
  public long failed() {
    return failed.sum();
  }

  /** Why it failed first since it last worked; empty while it works. */
  public String fault() {
    return fault;
  }

  /** What it keeps state of. */
  public int entries() {
    return transformer.entries();
  }

  /** Samples that it holds back. */
  public int held() {
    return transformer.held();
  }

  /** How people know it. */
  @Override
  public String toString() {
    return "Transformer %d (%s) of sink '%s'".formatted(number, name(), sink);
  }
}
