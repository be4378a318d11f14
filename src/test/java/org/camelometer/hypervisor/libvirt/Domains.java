package org.camelometer.hypervisor.libvirt;

import java.util.HashMap;
import java.util.Map;

/** Domain XML and bulk figures as libvirt gives them, for one guest or another. */
public final class Domains {
  public static final String NOVA_1_1 = "http://openstack.org/xmlns/libvirt/nova/1.1";
  public static final String NOVA_1_0 = "http://openstack.org/xmlns/libvirt/nova/1.0";
  public static final String ID = "11111111-2222-4333-8444-555555555555";
  public static final String NAME = "instance-0000002a";

  public static final String NOVA =
      """
      <nova:instance xmlns:nova="%s">
        <nova:name>shop &amp; db</nova:name>
        <nova:flavor name="m1.small"><nova:memory>2048</nova:memory><nova:disk>20</nova:disk>
          <nova:swap>1</nova:swap><nova:ephemeral>5</nova:ephemeral><nova:vcpus>2</nova:vcpus>
        </nova:flavor>
        <nova:owner><nova:user uuid="user1">ann</nova:user>
          <nova:project uuid="project1">shop</nova:project></nova:owner>
        <nova:root type="image" uuid="image1"/>
      </nova:instance>""";

  private Domains() {}

  /** A domain with this content of its metadata element. */
  public static String xml(String metadata) {
    return xml(ID, NAME, metadata);
  }

  public static String xml(String id, String name, String metadata) {
    return """
        <domain type='kvm' id='1'><name>%s</name><uuid>%s</uuid><metadata>%s</metadata>
        <memory unit='KiB'>2097152</memory><vcpu placement='static' current='2'>4</vcpu>
        <os><type arch='x86_64' machine='pc'>hvm</type></os>
        <devices>
          <disk type='file' device='disk'><source file='/d'/><target dev='vda' bus='virtio'/></disk>
          <disk type='file' device='cdrom'><target dev='hda' bus='ide'/></disk>
          <interface type='bridge'><mac address='fa:16:3e:00:00:01'/><source bridge='br-int'/>
            <virtualport type='openvswitch'><parameters interfaceid='port1'/></virtualport>
            <target dev='tap1'/></interface>
          <interface type='bridge'><mac address='fa:16:3e:00:00:02'/><target dev='tap2'/>
            <filterref filter='no-spoofing'><parameter name='IP' value='10.0.0.2'/></filterref>
          </interface>
          <interface type='hostdev'><mac address='fa:16:3e:00:00:03'/></interface>
        </devices></domain>"""
        .formatted(name, id, metadata);
  }

  public static String nova() {
    return NOVA.formatted(NOVA_1_1);
  }

  /** Everything that a guest with a balloon driver and two of four virtual CPUs gives. */
  public static Map<String, Object> figures() {
    Map<String, Object> figures = new HashMap<>();
    figures.put("state.state", 1L);
    figures.put("cpu.time", 900L);
    figures.put("vcpu.current", 2L);
    figures.put("vcpu.maximum", 4L);
    figures.put("vcpu.0.time", 100L);
    figures.put("vcpu.0.wait", 10L);
    figures.put("vcpu.3.time", 200L);
    figures.put("vcpu.3.wait", 20L);
    figures.put("balloon.current", 2097152L);
    figures.put("balloon.available", 2000000L);
    figures.put("balloon.usable", 1000000L);
    figures.put("balloon.unused", 500000L);
    figures.put("balloon.rss", 43500L);
    put(figures, "block", Map.of("count", 2L, "0.name", "vda", "1.name", "hda"));
    put(figures, "block.0", Map.of("rd.reqs", 1L, "rd.bytes", 2L, "wr.reqs", 3L, "wr.bytes", 4L));
    put(figures, "net", Map.of("count", 2L, "0.name", "tap1", "1.name", "tap2"));
    put(figures, "net.0", Map.of("rx.bytes", 5L, "rx.pkts", 6L, "tx.bytes", 7L, "tx.pkts", 8L));
    put(figures, "net.1", Map.of("rx.bytes", 9L, "rx.pkts", 10L, "tx.bytes", 11L, "tx.pkts", 12L));
    return figures;
  }

  private static void put(Map<String, Object> figures, String group, Map<String, Object> more) {
    more.forEach((name, value) -> figures.put(group + "." + name, value));
  }
}
