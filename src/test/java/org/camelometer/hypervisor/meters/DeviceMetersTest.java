package org.camelometer.hypervisor.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelometer.hypervisor.libvirt.Domains.ID;
import static org.camelometer.hypervisor.libvirt.Domains.NAME;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestReading.Disk;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.hypervisor.libvirt.Domains;
import org.camelometer.hypervisor.libvirt.FakeInspector;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Meters of disks and of network interfaces. */
class DeviceMetersTest {
  private final FakeInspector inspector = new FakeInspector();
  private final Map<String, Object> figures = new HashMap<>(Domains.figures());

  @Test
  void areOfDisksThatHaveASource() throws Exception {
    figures.put("block.0.rd.times", 5L);
    figures.put("block.0.wr.times", 6L);
    putSizes();
    assertThat(lines("disk.device."))
        .containsExactly(
            "disk.device.read.bytes cumulative B 2 " + ID + "-vda",
            "disk.device.read.requests cumulative request 1 " + ID + "-vda",
            "disk.device.write.bytes cumulative B 4 " + ID + "-vda",
            "disk.device.write.requests cumulative request 3 " + ID + "-vda",
            "disk.device.read.latency cumulative ns 5 " + ID + "-vda",
            "disk.device.write.latency cumulative ns 6 " + ID + "-vda",
            "disk.device.capacity gauge B 70 " + ID + "-vda",
            "disk.device.allocation gauge B 50 " + ID + "-vda",
            "disk.device.usage gauge B 60 " + ID + "-vda");
  }

  @Test
  void areOfAllDisksTogether() throws Exception {
    putSizes();
    assertThat(lines("disk."))
        .contains(
            "disk.read.bytes cumulative B 2 " + ID,
            "disk.read.requests cumulative request 1 " + ID,
            "disk.write.bytes cumulative B 4 " + ID,
            "disk.write.requests cumulative request 3 " + ID,
            "disk.capacity gauge B 70 " + ID,
            "disk.allocation gauge B 50 " + ID,
            "disk.usage gauge B 60 " + ID);
    assertThat(Polls.named(Polls.poll(inspector), "disk.capacity").get(0).resourceMetadata())
        .containsEntry("device", List.of("vda"))
        .doesNotContainKey("disk_name");
  }

  private void putSizes() {
    figures.put("block.0.capacity", 70L);
    figures.put("block.0.allocation", 50L);
    figures.put("block.0.physical", 60L);
  }

  @Test
  void theSumIsOfThoseThatTell() throws Exception {
    Map<String, Disk> disks = new HashMap<>();
    disks.put("vda", disk(1L, 20L, null));
    disks.put("vdb", disk(5L, null, null));
    Cycles cycles = new Cycles().with(guest("vda", "vdb")).read("a", Figured.at(1).eachDisk(disks));
    assertThat(cycles.volumes("disk.read.requests")).isEqualTo(Map.of("a", "6"));
    assertThat(cycles.volumes("disk.read.bytes")).isEqualTo(Map.of("a", "20"));
    assertThat(cycles.volumes("disk.write.bytes")).isEmpty();
  }

  @Test
  void aDiskIsAtLeastAsLargeAsItsImage() throws Exception {
    Disk cd = new Disk(null, null, null, null, null, null, 1000L, null, 4096L);
    Cycles cycles = new Cycles().read("a", Figured.at(1).eachDisk(Map.of("vda", cd)));
    assertThat(cycles.volumes("disk.device.capacity")).isEqualTo(Map.of("a-vda", "4096"));
  }

  @Test
  void namesInterfacesByTheirFilterIfThereIsOne() throws Exception {
    figures.put("net.0.rx.errs", 13L);
    figures.put("net.0.tx.errs", 14L);
    figures.put("net.0.rx.drop", 15L);
    figures.put("net.0.tx.drop", 16L);
    String tap1 = NAME + "-" + ID + "-tap1";
    assertThat(lines("network."))
        .containsExactly(
            "network.incoming.bytes cumulative B 5 " + tap1,
            "network.incoming.bytes cumulative B 9 no-spoofing",
            "network.outgoing.bytes cumulative B 7 " + tap1,
            "network.outgoing.bytes cumulative B 11 no-spoofing",
            "network.incoming.packets cumulative packet 6 " + tap1,
            "network.incoming.packets cumulative packet 10 no-spoofing",
            "network.outgoing.packets cumulative packet 8 " + tap1,
            "network.outgoing.packets cumulative packet 12 no-spoofing",
            "network.incoming.packets.error cumulative packet 13 " + tap1,
            "network.outgoing.packets.error cumulative packet 14 " + tap1,
            "network.incoming.packets.drop cumulative packet 15 " + tap1,
            "network.outgoing.packets.drop cumulative packet 16 " + tap1);
  }

  private List<String> lines(String prefix) throws Exception {
    inspector.run(Domains.xml(Domains.nova()), figures);
    return Polls.poll(inspector).stream()
        .filter(s -> s.name().startsWith(prefix))
        .map(DeviceMetersTest::line)
        .toList();
  }

  private static String line(Sample s) {
    return "%s %s %s %s %s".formatted(s.name(), s.type(), s.unit(), s.volume(), s.resourceId());
  }

  private static Guest guest(String... disks) {
    Guest guest = Cycles.guest("a", GuestState.RUNNING);
    Guest.Hardware hardware =
        new Guest.Hardware("hvm", "x86_64", 1L, 64L, List.of(disks), List.of());
    return new Guest(guest.id(), guest.name(), guest.state(), null, List.of(), hardware);
  }

  private static Disk disk(
      @Nullable Long readRequests, @Nullable Long readBytes, @Nullable Long writeBytes) {
    return new Disk(readRequests, readBytes, null, null, writeBytes, null, null, null, null);
  }
}
