package org.camelometer.hypervisor.meters;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.Inspector;
import org.camelometer.hypervisor.Reading;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * What all compute pollsters of an agent have in common: in each tick one {@link Reading}, and of
 * each guest what they all make of it, once. For any number of threads.
 */
final class Guests {
  private static final Map<String, @Nullable Object> OF_PROCESS = Map.of("read_from", "process");

  private final Inspector inspector;
  private final InstanceMetadata metadata;
  private final String sampleSource;
  private final Set<Figures> wanted = ConcurrentHashMap.newKeySet();

  /**
   * Guests of an inspector.
   *
   * @param sampleSource the source of every sample
   */
  Guests(Inspector inspector, InstanceMetadata metadata, String sampleSource) {
    this.inspector = inspector;
    this.metadata = metadata;
    this.sampleSource = sampleSource;
  }

  String sampleSource() {
    return sampleSource;
  }

  /** Says which kinds of figures somebody reads: from now on, each tick has them. */
  void want(Set<Figures> figures) {
    wanted.addAll(figures);
  }

  /** The reading of a tick, with all kinds of figures that are wanted by anybody. */
  private Reading read(Tick tick) throws Exception {
    return tick.once(
        new ReadingOf(inspector),
        () -> {
          Set<Figures> now = Set.copyOf(wanted);
          return tick.only().isPresent() && tick.only().get() instanceof Guest guest
              ? inspector.readOne(guest, now, tick.deadline())
              : inspector.read(now, tick.deadline());
        });
  }

  /** The ids of all guests that a tick's reading tells of. */
  Set<String> present(Tick tick) throws Exception {
    return read(tick).guests().keySet();
  }

  /** What is known of a guest in a tick; empty for one that vanished or doesn't answer. */
  Optional<Observation> observe(Tick tick, Guest guest) throws Exception {
    return tick.once(
        new ObservationOf(guest), () -> Observation.of(guest, read(tick).guests().get(guest.id())));
  }

  /** The parts of a guest with all their metadata; one list for all meters of a family. */
  <F> List<Part<F>> parts(Tick tick, Observation seen, Part.Family<F> family) throws Exception {
    return tick.once(
        new PartsOf(seen.guest(), family),
        () -> {
          Map<String, @Nullable Object> common = metadata(tick, seen.guest());
          Map<String, @Nullable Object> more = seen.isOfProcess() ? OF_PROCESS : Map.of();
          return family.of(seen).stream().map(part -> part.with(common, more)).toList();
        });
  }

  private Map<String, @Nullable Object> metadata(Tick tick, Guest guest) throws Exception {
    return tick.once(new MetadataOf(guest), () -> Metadata.of(metadata.of(guest)));
  }

  private record ReadingOf(Inspector inspector) {}

  private record ObservationOf(Guest guest) {}

  private record PartsOf(Guest guest, Part.Family<?> family) {}

  private record MetadataOf(Guest guest) {}
}
