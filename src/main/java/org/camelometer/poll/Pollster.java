package org.camelometer.poll;

import java.util.List;
import org.camelometer.definition.MeterFilter;
import org.camelometer.sample.Resource;

/**
 * Reads one or more meters from resources.
 *
 * <p>Write one when there is a new kind of figure to read; give it to the agent through a {@link
 * PollsterProvider}. A pollster is never called twice for the same resource in one {@link Tick},
 * nor by two threads for one tick, but may be for two ticks at once. It may block; {@link
 * Tick#once} shares what several pollsters need. It keeps no state that it couldn't lose at any
 * moment.
 */
public interface Pollster {

  /** The name by which sources select it, as a rule that of its only meter. */
  String name();

  /** Every meter that it may read. */
  List<Meter> meters();

  /** The discovery to ask when a source names no resources and no discovery of its own. */
  String defaultDiscovery();

  /**
   * Whether a source gets it only by writing its name in full, while globs pass it over: so it is
   * with meters that a transformer usually makes, as each of them should leave once.
   */
  default boolean mustBeNamed() {
    return false;
  }

  /** Whether a source of these meters gets it. */
  default boolean isSelectedBy(MeterFilter meters) {
    return mustBeNamed() ? meters.names(name()) : meters.matches(name());
  }

  /**
   * Tells that some source will poll it, before the first time that one does; as often as there are
   * such sources. What several pollsters read together can so be left out where nobody wants it.
   */
  default void enlist() {}

  /**
   * Reads the resources and adds each sample as soon as it has it: what was added counts, also when
   * the call fails later. A resource that has no such figure, or that has vanished, is left out.
   *
   * @param tick the moment of reading, with what was already read in it
   * @param resources what to read; kinds that it can't read are to be left alone
   * @param readings takes the samples, in the caller's thread
   * @throws UnreadableResourcesException if some resources will not be readable soon: they are set
   *     aside, the others go on
   * @throws Exception if reading failed as a whole: it is counted and said, and tried again at the
   *     next tick
   */
  void poll(Tick tick, List<Resource> resources, Readings readings) throws Exception;

  /** Takes what a pollster reads. */
  @FunctionalInterface
  interface Readings {

    /** Adds a sample that was read from this resource. */
    void add(Resource resource, org.camelometer.sample.Sample sample);
  }
}
