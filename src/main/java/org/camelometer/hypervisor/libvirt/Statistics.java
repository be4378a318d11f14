package org.camelometer.hypervisor.libvirt;

import com.sun.jna.Pointer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.HypervisorException;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.xml.sax.SAXException;

/**
 * The figures of guests by bulk statistics; by single calls where a driver has none.
 *
 * @param groups as {@link Groups} has them
 * @param nanos a clock that is never set back
 * @param shortcuts to figures for which libvirt needn't be asked
 * @param all the guests that there are, so that connections forget others; empty if that isn't
 *     known
 */
record Statistics(int groups, LongSupplier nanos, List<Shortcut> shortcuts, Set<String> all)
    implements UnaskedReading.Question {
  private static final double NANOSECONDS = 1e9;

  Statistics(int groups, LongSupplier nanos) {
    this(groups, nanos, List.of(), Set.of());
  }

  @Override
  public Statistics ofStopped() {
    return with(Groups.ofStopped(groups));
  }

  @Override
  public Statistics withoutAsking() {
    return with(Groups.withoutAsking(groups));
  }

  private Statistics with(int otherGroups) {
    return new Statistics(otherGroups, nanos, shortcuts, all);
  }

  @Override
  public Map<String, Answer> figures(LibvirtConnect connect, List<String> ids)
      throws HypervisorException {
    if (!all.isEmpty()) {
      connect.keep(all);
    }
    Map<String, Answer> answers = new HashMap<>();
    Map<Integer, List<String>> alike = ids.stream().collect(Collectors.groupingBy(this::needed));
    for (Map.Entry<Integer, List<String>> some : alike.entrySet()) {
      int needed = some.getKey();
      with(needed)
          .ask(connect, some.getValue())
          .forEach((id, told) -> answers.put(id, completed(told, id, groups & ~needed)));
    }
    return answers;
  }

  /** What libvirt must tell of a guest. */
  private int needed(String id) {
    int needed = groups;
    for (Shortcut shortcut : shortcuts) {
      needed &= ~shortcut.spares(id, groups);
    }
    return needed;
  }

  private Answer completed(Answer told, String id, int spared) {
    GuestReading reading = told.reading();
    for (Shortcut shortcut : shortcuts) {
      reading = shortcut.complete(reading, id, spared);
    }
    return new Answer(spared == 0 ? reading : reading.at(now()), told.isPartial());
  }

  private Map<String, Answer> ask(LibvirtConnect connect, List<String> ids)
      throws HypervisorException {
    Map<String, Answer> answers = new HashMap<>();
    Optional<List<DomainStatistics>> bulk = BulkStatistics.of(connect, ids, groups);
    if (bulk.isEmpty()) {
      for (String id : ids) {
        readSingly(connect, id, answers);
      }
      return answers;
    }
    double now = now();
    for (DomainStatistics told : withTotals(connect, bulk.get())) {
      if (Groups.areToldByAll(groups) && told.run() >= 0 && told.isStateOnly()) {
        readSingly(connect, told.domainId(), answers);
      } else {
        shortcuts.forEach(shortcut -> shortcut.learn(told));
        answers.put(told.domainId(), new Answer(told.reading(now), told.isPartial(groups)));
      }
    }
    return answers;
  }

  /** Asks for the total CPU time of those guests alone that don't tell that of each virtual CPU. */
  private List<DomainStatistics> withTotals(LibvirtConnect connect, List<DomainStatistics> told)
      throws HypervisorException {
    List<String> lacking =
        told.stream()
            .filter(one -> one.lacksCpuTime(groups))
            .map(DomainStatistics::domainId)
            .toList();
    if (lacking.isEmpty()) {
      return told;
    }
    Map<String, DomainStatistics> totals = new HashMap<>();
    BulkStatistics.of(connect, lacking, Groups.CPU_TOTAL)
        .orElse(List.of())
        .forEach(total -> totals.put(total.domainId(), total));
    return told.stream()
        .map(
            one -> {
              DomainStatistics total = totals.get(one.domainId());
              return total == null ? one : one.with(total.figures());
            })
        .toList();
  }

  /** A guest that is gone is left out, and so is one that can't be read by single calls. */
  private void readSingly(LibvirtConnect connect, String id, Map<String, Answer> answers)
      throws HypervisorException {
    try {
      Domain domain = connect.domainLookupByUUIDString(id);
      try {
        GuestReading reading = SingleStatistics.of(domain, now());
        answers.put(id, new Answer(reading, false));
      } finally {
        domain.free();
      }
    } catch (LibvirtException e) {
      if (e.getError().getCode() != ErrorNumber.VIR_ERR_NO_DOMAIN) {
        throw new HypervisorException(String.valueOf(e.getMessage()), e);
      }
    } catch (SAXException e) {
      throw new HypervisorException("the XML of guest %s can't be read".formatted(id), e);
    }
  }

  private double now() {
    return nanos.getAsLong() / NANOSECONDS;
  }

  @Override
  public Map<String, Duration> waits(LibvirtConnect connect, List<String> ids)
      throws HypervisorException {
    Map<String, Duration> waits = new HashMap<>();
    for (String id : ids) {
      Pointer domain = connect.domain(id);
      ControlInfo info = new ControlInfo();
      if (domain != null && LibvirtCalls.get().virDomainGetControlInfo(domain, info, 0) == 0) {
        switch (info.state) {
          case ControlInfo.OCCUPIED -> waits.put(id, Duration.ofMillis(info.stateTime + 1));
          case ControlInfo.ERROR -> waits.put(id, Duration.ZERO);
          default -> {}
        }
      }
    }
    return waits;
  }
}
