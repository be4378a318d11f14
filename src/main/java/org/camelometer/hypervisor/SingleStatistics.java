package org.camelometer.hypervisor;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
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
  static GuestReading of(Domain domain) throws LibvirtException, SAXException {
    DomainInfo info = domain.getInfo();
    GuestState state = GuestState.of(info.state);
    Guest.Hardware hardware = DomainXml.guest(domain.getXMLDesc(0), state).hardware();
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
        state, info.cpuTime, (long) info.nrVirtCpu, memory(domain), disks, vnics);
  }

  /** The tags are those of {@code virDomainMemoryStatTags}. */
  private static GuestReading.Memory memory(Domain domain) {
    MemoryStatistic[] figures = supported(() -> domain.memoryStats(MEMORY_STATISTICS));
    Map<Integer, Long> byTag = new HashMap<>();
    for (MemoryStatistic figure : figures == null ? new MemoryStatistic[0] : figures) {
      byTag.put(figure.getTag(), figure.getValue());
    }
    return new GuestReading.Memory(
        byTag.get(6), byTag.get(5), byTag.get(8), byTag.get(4), byTag.get(7));
  }

  private static GuestReading.Disk disk(DomainBlockStats figures) {
    return new GuestReading.Disk(
        known(figures.rd_req),
        known(figures.rd_bytes),
        known(figures.wr_req),
        known(figures.wr_bytes));
  }

  private static GuestReading.Vnic vnic(DomainInterfaceStats figures) {
    return new GuestReading.Vnic(
        known(figures.rx_bytes),
        known(figures.rx_packets),
        known(figures.tx_bytes),
        known(figures.tx_packets));
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
