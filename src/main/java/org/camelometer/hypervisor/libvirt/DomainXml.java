package org.camelometer.hypervisor.libvirt;

import static org.camelometer.hypervisor.libvirt.HardenedXml.at;
import static org.camelometer.hypervisor.libvirt.HardenedXml.attribute;
import static org.camelometer.hypervisor.libvirt.HardenedXml.children;
import static org.camelometer.hypervisor.libvirt.HardenedXml.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.hypervisor.NovaInstance;
import org.camelometer.hypervisor.Vnic;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A domain's XML as libvirt writes it.
 *
 * @param domain its root
 */
record DomainXml(Element domain) {

  /**
   * Reads a text.
   *
   * @throws SAXException if it isn't XML
   */
  static DomainXml of(String xml) throws SAXException {
    return new DomainXml(HardenedXml.root(xml));
  }

  /**
   * The guest that it describes.
   *
   * @param state which the XML doesn't tell
   * @throws SAXException if it names no domain
   */
  Guest guest(GuestState state) throws SAXException {
    String id = text(at(domain, "uuid"));
    String name = text(at(domain, "name"));
    if (id == null || name == null) {
      throw new SAXException("a domain without uuid or name");
    }
    NovaMetadata metadata = new NovaMetadata();
    NovaInstance nova = metadata.read(at(domain, "metadata"));
    return new Guest(id, name, state, nova, metadata.flaws(), hardware(domain));
  }

  /** Whether an agent in the guest is connected, as far as the XML of a running guest tells. */
  boolean hasAgent() {
    for (Element channel : children(at(domain, "devices"), "channel")) {
      Element target = at(channel, "target");
      if ("org.qemu.guest_agent.0".equals(attribute(target, "name"))
          && "connected".equals(attribute(target, "state"))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a guest's balloon driver is to tell something every few seconds. */
  boolean hasBalloonPeriod() {
    Long period = number(attribute(at(domain, "devices", "memballoon", "stats"), "period"));
    return period != null && period > 0;
  }

  private static Guest.Hardware hardware(Element domain) {
    Element os = at(domain, "os", "type");
    return new Guest.Hardware(
        text(os),
        attribute(os, "arch"),
        vcpus(domain),
        memory(domain),
        disks(domain),
        vnics(domain));
  }

  private static @Nullable Long vcpus(Element domain) {
    Element vcpu = at(domain, "vcpu");
    String current = attribute(vcpu, "current");
    return number(current == null ? text(vcpu) : current);
  }

  /** libvirt writes it in KiB, whatever unit it was defined in. */
  private static @Nullable Long memory(Element domain) {
    Long kibibytes = number(text(at(domain, "memory")));
    return kibibytes == null ? null : (Long) (kibibytes / 1024);
  }

  private static @Nullable Long number(@Nullable String text) {
    return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
  }

  private static List<String> disks(Element domain) {
    List<String> disks = new ArrayList<>();
    for (Element disk : children(at(domain, "devices"), "disk")) {
      String target = attribute(at(disk, "target"), "dev");
      if (target != null && at(disk, "source") != null) {
        disks.add(target);
      }
    }
    return disks;
  }

  private static List<Vnic> vnics(Element domain) {
    List<Vnic> vnics = new ArrayList<>();
    for (Element vnic : children(at(domain, "devices"), "interface")) {
      String name = attribute(at(vnic, "target"), "dev");
      String mac = attribute(at(vnic, "mac"), "address");
      if (name != null && mac != null) {
        vnics.add(
            new Vnic(name, mac, attribute(at(vnic, "filterref"), "filter"), parameters(vnic)));
      }
    }
    return vnics;
  }

  private static Map<String, @Nullable Object> parameters(Element vnic) {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    for (Element parameter : children(at(vnic, "filterref"), "parameter")) {
      String name = attribute(parameter, "name");
      if (name != null) {
        parameters.put(name.toLowerCase(Locale.ROOT), attribute(parameter, "value"));
      }
    }
    parameters.put("interfaceid", attribute(at(vnic, "virtualport", "parameters"), "interfaceid"));
    parameters.put("bridge", attribute(at(vnic, "source"), "bridge"));
    return parameters;
  }
}
