package org.camelometer.hypervisor.meters;

import java.util.Set;
import java.util.function.Function;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.meters.ComputePollster.Row;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.camelometer.sample.MeterType;

/**
 * Makes the pollsters of meters that are read from the same parts of guests. In each, {@code what}
 * is the meter's name behind the prefix, and {@code how} says how it is read.
 *
 * @param prefix what all names begin with
 * @param figures the kinds of figures that they are made of
 * @param needs as {@link Meter#needs}, of meters that aren't changes
 * @param mustBeNamed as {@link Pollster#mustBeNamed}, of meters that aren't changes
 */
record MeterTable<F>(
    Guests guests,
    String prefix,
    Set<Figures> figures,
    Part.Family<F> family,
    String needs,
    boolean mustBeNamed) {

  MeterTable(Guests guests, String prefix, Figures figures, Part.Family<F> family) {
    this(guests, prefix, Set.of(figures), family, "", false);
  }

  /** The same where guests don't give the meters without something. */
  MeterTable<F> needing(String something) {
    return new MeterTable<>(guests, prefix, figures, family, something, mustBeNamed);
  }

  /** The same for sources that name the meters, and not for those whose globs match them. */
  MeterTable<F> onlyByName() {
    return new MeterTable<>(guests, prefix, figures, family, needs, true);
  }

  Pollster gauge(String what, String unit, String how, Part.Figure<F> figure) {
    return figure(what, MeterType.GAUGE, unit, how, figure);
  }

  Pollster cumulative(String what, String unit, String how, Part.Figure<F> figure) {
    return figure(what, MeterType.CUMULATIVE, unit, how, figure);
  }

  private Pollster figure(
      String what, MeterType type, String unit, String how, Part.Figure<F> figure) {
    return pollster(
        new Meter(prefix + what, type, unit, how, needs), Volumes.of(figure), mustBeNamed);
  }

  /** The change of a counter since the reading before; globs select it as they do in Ceilometer. */
  Pollster delta(String what, String unit, String how, Function<F, Counter> counter) {
    return pollster(
        Meter.ofChange(prefix + what, MeterType.DELTA, unit, how),
        new CounterChanges<>(counter, (change, seconds, figures) -> change),
        false);
  }

  /** The change of a counter a second, which sources get that name it. */
  Pollster rate(String what, String unit, String how, Function<F, Counter> counter) {
    return change(
        what, MeterType.GAUGE, unit, how, counter, (change, seconds, f) -> change / seconds);
  }

  /** What else is made of a change; sources get it that name it. */
  Pollster change(
      String what,
      MeterType type,
      String unit,
      String how,
      Function<F, Counter> counter,
      CounterChanges.Formula<F> formula) {
    Meter meter = Meter.ofChange(prefix + what, type, unit, how);
    return pollster(meter, new CounterChanges<>(counter, formula), true);
  }

  private Pollster pollster(Meter meter, Volumes<F> volumes, boolean mustBeNamed) {
    return new ComputePollster<>(guests, new Row<>(meter, figures, family, volumes, mustBeNamed));
  }
}
