package org.camelometer.hypervisor.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.camelometer.hypervisor.libvirt.FakeInspector;
import org.camelometer.hypervisor.libvirt.LazyLibvirt;
import org.camelometer.poll.Discovery;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.PollsterProvider;
import org.camelometer.poll.PollsterProvider.Provision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComputeProviderTest {

  @Test
  void isFoundAndGivesPollstersNamedLikeTheirMeter() {
    PollsterProvider provider =
        ServiceLoader.load(PollsterProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(p -> p.namespace().equals("compute"))
            .findFirst()
            .orElseThrow();
    Provision provision = provider.open(Polls.agent(Map.of()));
    assertThat(provision.pollsters())
        .hasSize(63)
        .allSatisfy(
            pollster -> {
              assertThat(pollster.meters())
                  .singleElement()
                  .satisfies(meter -> assertThat(meter.name()).isEqualTo(pollster.name()));
              assertThat(pollster.defaultDiscovery()).isEqualTo("local_instances");
            });
    assertThat(provision.pollsters()).extracting(Pollster::name).doesNotHaveDuplicates();
    assertThat(provision.discoveries())
        .extracting(Discovery::name)
        .containsExactly("local_instances");
  }

  @Test
  void releaseClosesTheInspector() {
    FakeInspector inspector = new FakeInspector();
    Polls.provision(inspector).release().run();
    assertThat(inspector.isClosed()).isTrue();
  }

  /** In a process of its own, as other tests have loaded libvirt into this one. */
  @Test
  void loadsLibvirtNotBeforeATickAndLetsItWriteNothingToStderr(@TempDir Path folder)
      throws Exception {
    Path errors = folder.resolve("stderr");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LazyLibvirt.class.getName(),
                folder.resolve("no-socket").toString())
            .redirectOutput(folder.resolve("stdout").toFile())
            .redirectError(new File(errors.toString()))
            .start();
    assertThat(process.waitFor()).as("the exit codes are in LazyLibvirt").isZero();
    assertThat(Files.readString(errors)).doesNotContain("libvirt:");
  }
}
