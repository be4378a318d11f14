package org.camelometer.hypervisor.meters;

import java.util.List;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.GuestReading.FileSystems;
import org.camelometer.poll.Pollster;

/**
 * Meters of all file systems of a guest together; the resource id is the guest's. Sources get them
 * that name them: they need a connection that may write, and how long they take is the guest's
 * choice.
 */
final class FileSystemMeters {
  private final MeterTable<Observation> table;

  FileSystemMeters(Guests guests) {
    table =
        new MeterTable<>(guests, "disks.", Figures.FILE_SYSTEMS, Part.WHOLE)
            .needing("an agent in the guest (qemu-guest-agent), and a libvirt that lets us write")
            .onlyByName();
  }

  List<Pollster> pollsters() {
    return List.of(
        table.gauge("total", "B", "libvirt: sum of fs.*.total-bytes", of(FileSystems::total)),
        table.gauge("used", "B", "libvirt: sum of fs.*.used-bytes", of(FileSystems::used)),
        table.gauge(
            "util",
            "%",
            "100 * disks.used / disks.total",
            of(all -> Volumes.percent(all.used(), all.total()))));
  }

  private static Part.Figure<Observation> of(Part.Figure<FileSystems> figure) {
    return seen -> {
      FileSystems all = seen.figures().fileSystems();
      return all == null ? null : figure.of(all);
    };
  }
}
