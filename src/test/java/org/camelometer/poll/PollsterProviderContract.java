package org.camelometer.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camelometer.sample.Resource;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every provider, and every pollster and discovery of it, promises. */
public abstract class PollsterProviderContract {
  private final Tick tick = new Tick(Instant.parse("2026-11-20T16:51:10.898850Z"));
  private PollsterProvider.Provision provision;

  /** The provider. */
  protected abstract PollsterProvider provider();

  /** An agent in which its pollsters have something to read. */
  protected abstract AgentContext agent();

  @BeforeEach
  final void open() {
    provision = provider().open(agent());
  }

  @AfterEach
  final void release() {
    provision.release().run();
  }

  @Test
  void givesEveryPollsterAndDiscoveryANameOfItsOwn() {
    assertThat(provision.pollsters())
        .extracting(Pollster::name)
        .doesNotHaveDuplicates()
        .isNotEmpty();
    assertThat(provision.discoveries()).extracting(Discovery::name).doesNotHaveDuplicates();
  }

  @Test
  void bringsTheDiscoveriesThatItsPollstersWant() {
    Set<String> names =
        provision.discoveries().stream().map(Discovery::name).collect(Collectors.toSet());
    assertThat(provision.pollsters())
        .extracting(Pollster::defaultDiscovery)
        .allMatch(names::contains);
  }

  @TestFactory
  Stream<DynamicTest> discoveriesFindEachResourceOnceAndInTheSameOrder() {
    return provision.discoveries().stream()
        .map(
            discovery ->
                DynamicTest.dynamicTest(
                    discovery.name(),
                    () -> {
                      List<Resource> found = List.copyOf(discovery.discover(tick, null));
                      assertThat(found).isNotEmpty().doesNotHaveDuplicates();
                      List<Resource> again =
                          List.copyOf(discovery.discover(new Tick(tick.time()), null));
                      assertThat(again).isEqualTo(found);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> pollstersReadTheirOwnMetersOfTheResourcesThatTheyAreGiven() {
    return each(
        pollster -> {
          List<Resource> resources = discovered(pollster);
          poll(
              pollster,
              resources,
              (resource, sample) -> {
                assertThat(resources).contains(resource);
                assertThat(pollster.meters())
                    .anySatisfy(
                        meter -> {
                          assertThat(sample.name()).isEqualTo(meter.name());
                          assertThat(sample.type()).isEqualTo(meter.type());
                          assertThat(sample.unit()).isEqualTo(meter.unit());
                        });
                assertThat(sample.volume()).isNotNull();
                assertThat(sample.source()).isEqualTo(agent().sampleSource());
                assertThat(sample.timestamp()).isEqualTo(tick.timestamp());
              });
        });
  }

  @TestFactory
  Stream<DynamicTest> pollstersLeaveAloneWhatTheyDoNotKnow() {
    return each(
        pollster -> {
          List<Sample> samples = new ArrayList<>();
          poll(pollster, List.of(new StaticResource("x")), (r, sample) -> samples.add(sample));
          assertThat(samples).isEmpty();
        });
  }

  private Stream<DynamicTest> each(Step step) {
    return provision.pollsters().stream()
        .map(pollster -> DynamicTest.dynamicTest(pollster.name(), () -> step.run(pollster)));
  }

  private void poll(Pollster pollster, List<Resource> resources, Pollster.Readings readings)
      throws Exception {
    pollster.poll(tick, resources, readings);
  }

  private List<Resource> discovered(Pollster pollster) throws Exception {
    for (Discovery discovery : provision.discoveries()) {
      if (discovery.name().equals(pollster.defaultDiscovery())) {
        return List.copyOf(discovery.discover(tick, null));
      }
    }
    throw new AssertionError("nobody discovers for " + pollster.name());
  }

  private interface Step {
    void run(Pollster pollster) throws Exception;
  }
}
