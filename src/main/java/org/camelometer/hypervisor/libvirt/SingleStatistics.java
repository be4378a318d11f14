package org.camelometer.hypervisor.libvirt;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.hypervisor.Vnic;
import org.jspecify.annotations.Nullable;
import org.libvirt.Domain;
import org.libvirt.DomainBlockStats;
import org.libvirt.DomainInfo;
import org.libvirt.DomainInterfaceStats;
import org.libvirt.LibvirtException;
import org.libvirt.MemoryStatistic;
import org.xml.sax.SAXException;

/**
 * The figures of one guest by a call for each kind, where a driver has no bulk statistics. What a
 * driver doesn't support is absent.
 */
final class SingleStatistics {
  /** More than libvirt has kinds of memory statistics. */
  private static final int MEMORY_STATISTICS = 32;

  private SingleStatistics() {}

  /**
   * Reads a running guest.
   *
   * @throws LibvirtException if it is gone
   * @throws SAXException if its XML can't be read
   */
  static GuestReading of(Domain domain, double monotonicTime)
      throws LibvirtException, SAXException {
    DomainInfo info = domain.getInfo();
    GuestState state = state(info);
    Guest.Hardware hardware = DomainXml.of(domain.getXMLDesc(0)).guest(state).hardware();
    Map<String, GuestReading.Disk> disks = new LinkedHashMap<>();
    for (String disk : hardware.disks()) {
      DomainBlockStats figures = supported(() -> domain.blockStats(disk));
      if (figures != null) {
        disks.put(disk, disk(figures));
      }
    }
    Map<String, GuestReading.Vnic> vnics = new LinkedHashMap<>();
    for (Vnic vnic : hardware.vnics()) {
      DomainInterfaceStats figures = supported(() -> domain.interfaceStats(vnic.name()));
      if (figures != null) {
        vnics.put(vnic.name(), vnic(figures));
      }
    }
    return new GuestReading(
        GuestReading.Origin.HYPERVISOR,
        domain.getID(),
        monotonicTime,
        state,
        new GuestReading.Cpu(info.cpuTime, (long) info.nrVirtCpu, Map.of()),
        memory(domain),
        GuestReading.Performance.UNKNOWN,
        disks,
        vnics,
        null);
  }

  /** libvirt-java has the words of {@code virDomainState}, not its numbers. */
  static GuestState state(DomainInfo info) {
    return GuestState.valueOf(info.state.name().substring("VIR_DOMAIN_".length()));
  }

  /** The tags are those of {@code virDomainMemoryStatTags}. */
  private static GuestReading.Memory memory(Domain domain) {
    MemoryStatistic[] figures = supported(() -> domain.memoryStats(MEMORY_STATISTICS));
    Map<Integer, Long> byTag = new HashMap<>();
    for (MemoryStatistic figure : figures == null ? new MemoryStatistic[0] : figures) {
      byTag.put(figure.getTag(), figure.getValue());
    }
    return new GuestReading.Memory(
        byTag.get(6),
        byTag.get(5),
        byTag.get(8),
        byTag.get(4),
        byTag.get(7),
        byTag.get(0),
        byTag.get(1));
  }

  private static GuestReading.Disk disk(DomainBlockStats figures) {
    return new GuestReading.Disk(
        known(figures.rd_req),
        known(figures.rd_bytes),
        null,
        known(figures.wr_req),
        known(figures.wr_bytes),
        null,
        null,
        null,
        null);
  }

  private static GuestReading.Vnic vnic(DomainInterfaceStats figures) {
    return new GuestReading.Vnic(
        known(figures.rx_bytes),
        known(figures.rx_packets),
        known(figures.rx_errs),
        known(figures.rx_drop),
        known(figures.tx_bytes),
        known(figures.tx_packets),
        known(figures.tx_errs),
        known(figures.tx_drop));
  }

  private static @Nullable Long known(long figure) {
    return figure < 0 ? null : (Long) figure;
  }

  private interface Call<T> {
    T get() throws LibvirtException;
  }

  private static <T> @Nullable T supported(Call<T> call) {
    try {
      return call.get();
    } catch (LibvirtException e) {
      return null;
    }
  }
}
