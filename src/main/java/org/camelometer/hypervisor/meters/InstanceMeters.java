package org.camelometer.hypervisor.meters;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.camelometer.hypervisor.NovaInstance;
import org.camelometer.hypervisor.NovaInstance.Flavor;
import org.camelometer.poll.AgentContext.Units;
import org.camelometer.poll.Pollster;
import org.jspecify.annotations.Nullable;

/** Meters of a guest that need no figure but its state; the resource id is the guest's. */
final class InstanceMeters {
  private final MeterTable<Observation> states;
  private final MeterTable<Observation> flavors;
  private final String gibibytes;

  InstanceMeters(Guests guests, Units units) {
    states = new MeterTable<>(guests, "", Set.of(), Part.WHOLE, "", false);
    flavors = states.needing("Nova's metadata of the guest");
    gibibytes = units.gibibytes();
  }

  List<Pollster> pollsters() {
    return List.of(
        states.gauge("instance", "instance", "the constant 1", seen -> 1),
        states.gauge(
            "power.state", "", "libvirt: state.state", seen -> seen.figures().state().number()),
        flavors.gauge("disk.root.size", gibibytes, "the flavor's disk", ofFlavor(Flavor::disk)),
        flavors.gauge(
            "disk.ephemeral.size",
            gibibytes,
            "the flavor's ephemeral",
            ofFlavor(Flavor::ephemeral)));
  }

  private static Part.Figure<Observation> ofFlavor(Function<Flavor, @Nullable Long> size) {
    return seen -> {
      NovaInstance nova = seen.guest().nova();
      return nova == null || nova.flavor() == null ? null : size.apply(nova.flavor());
    };
  }
}
