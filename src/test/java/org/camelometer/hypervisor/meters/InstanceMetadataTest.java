package org.camelometer.hypervisor.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.libvirt.Domains;
import org.camelometer.hypervisor.libvirt.FakeInspector;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The keys, their order and their values are those of Ceilometer 19's messages. */
class InstanceMetadataTest {
  private static final List<String> KEYS =
      List.of(
          "display_name",
          "name",
          "instance_id",
          "instance_type",
          "host",
          "instance_host",
          "flavor",
          "status",
          "state",
          "task_state",
          "image",
          "image_ref",
          "image_ref_url",
          "architecture",
          "os_type",
          "vcpus",
          "memory_mb",
          "disk_gb",
          "ephemeral_gb",
          "root_gb");

  private final FakeInspector inspector = new FakeInspector();

  @Test
  void isCeilometersForAnInstanceOfNova() throws Exception {
    Map<String, @Nullable Object> metadata = of("power.state", Domains.nova());
    assertThat(metadata.keySet()).containsExactlyElementsOf(KEYS);
    assertThat(metadata.values())
        .containsExactlyElementsOf(
            Arrays.asList(
                "shop & db",
                Domains.NAME,
                Domains.ID,
                "m1.small",
                "946bffea2c923be918dca1e28f970bfd9c651ee41d1a3b9f1b1ed1bf",
                "node1",
                flavor(),
                "active",
                "running",
                "",
                Map.of("id", "image1"),
                "image1",
                null,
                "x86_64",
                "hvm",
                2L,
                2048L,
                20L,
                5L,
                15L));
  }

  @Test
  void flavorKeepsCeilometersOrder() throws Exception {
    assertThat(of("power.state", Domains.nova()).get("flavor")).hasToString(flavor().toString());
  }

  @Test
  void isTheSameForNovasOlderNamespace() throws Exception {
    assertThat(of("power.state", Domains.NOVA.formatted(Domains.NOVA_1_0)))
        .isEqualTo(of("power.state", Domains.nova()));
  }

  @Test
  void keepsTheKeysForAGuestThatIsNotNovas() throws Exception {
    Map<String, @Nullable Object> metadata = of("power.state", "");
    assertThat(metadata.keySet()).containsExactlyElementsOf(KEYS);
    assertThat(metadata)
        .containsEntry("display_name", Domains.NAME)
        .containsEntry("name", Domains.NAME)
        .containsEntry("instance_type", null)
        .containsEntry("flavor", null)
        .containsEntry("image", null)
        .containsEntry("vcpus", 2L)
        .containsEntry("memory_mb", 2048L)
        .containsEntry("root_gb", null);
  }

  @Test
  void tellsTheNumberOfCpusWithCpu() throws Exception {
    assertThat(of("cpu", Domains.nova()).entrySet()).endsWith(Map.entry("cpu_number", 2L));
  }

  @Test
  void tellsTheDiskWithItsMeters() throws Exception {
    assertThat(of("disk.device.read.bytes", Domains.nova()).entrySet())
        .endsWith(Map.entry("disk_name", "vda"));
  }

  @Test
  void tellsTheInterfaceWithItsMetersAndItsNameInsteadOfTheDomains() throws Exception {
    Map<String, @Nullable Object> metadata = of("network.incoming.bytes", Domains.nova());
    assertThat(metadata.keySet())
        .startsWith("display_name", "name", "instance_id")
        .endsWith("root_gb", "mac", "fref", "parameters", "vnic_name");
    assertThat(metadata)
        .containsEntry("name", "tap1")
        .containsEntry("mac", "fa:16:3e:00:00:01")
        .containsEntry("fref", null)
        .containsEntry("parameters", Map.of("interfaceid", "port1", "bridge", "br-int"))
        .containsEntry("vnic_name", "tap1");
  }

  private Map<String, @Nullable Object> of(String meter, String nova) throws Exception {
    inspector.run(Domains.xml(nova), Domains.figures());
    List<Sample> samples = Polls.named(Polls.poll(inspector), meter);
    return samples.get(0).resourceMetadata();
  }

  private static Map<String, Object> flavor() {
    Map<String, Object> flavor = new LinkedHashMap<>();
    flavor.put("id", "m1.small");
    flavor.put("name", "m1.small");
    flavor.put("vcpus", 2L);
    flavor.put("ram", 2048L);
    flavor.put("disk", 20L);
    flavor.put("ephemeral", 5L);
    flavor.put("swap", 1L);
    return flavor;
  }
}
