package org.camelometer.hypervisor.libvirt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.hypervisor.meters.ComputeProvider;
import org.camelometer.hypervisor.meters.Polls;
import org.camelometer.poll.PollsterProvider.Provision;
import org.camelometer.poll.Tick;

/** A process that lists the meters, then asks a libvirt that isn't there. */
public final class LazyLibvirt {
  private static final int OK = 0;
  private static final int LOADED_TOO_EARLY = 3;
  private static final int NOT_LOADED = 4;
  private static final int NO_EXCEPTION = 5;
  private static final int NO_METERS = 6;

  private LazyLibvirt() {}

  public static void main(String[] arguments) throws Exception {
    System.exit(run("qemu+unix:///system?socket=" + arguments[0]));
  }

  private static int run(String uri) throws Exception {
    Provision provision =
        new ComputeProvider().open(Polls.agent(Map.of("camelometer.libvirt.uri", uri)));
    if (provision.pollsters().stream().anyMatch(pollster -> pollster.meters().isEmpty())) {
      return NO_METERS;
    }
    if (isLoaded()) {
      return LOADED_TOO_EARLY;
    }
    try {
      Polls.discover(provision, new Tick(Polls.NOW));
      return NO_EXCEPTION;
    } catch (HypervisorException expected) {
      return isLoaded() ? OK : NOT_LOADED;
    }
  }

  private static boolean isLoaded() throws IOException {
    return Files.readString(Path.of("/proc/self/maps")).contains("/libvirt.so");
  }
}
