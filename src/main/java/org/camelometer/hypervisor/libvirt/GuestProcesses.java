package org.camelometer.hypervisor.libvirt;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes that run the guests of this host, found by the UUID in their command line. For any
 * number of threads.
 */
final class GuestProcesses {
  private static final Pattern UUID = Pattern.compile("\0-uuid\0([0-9a-f-]{36})\0");

  /** libvirt's folder for a running guest, by its number and its name. */
  private static final Pattern FOLDER = Pattern.compile("/domain-(\\d+)-");

  private static final Logger LOG = LoggerFactory.getLogger(GuestProcesses.class);

  /** A guest's process that isn't found so often is not to be seen from here. */
  private static final int ATTEMPTS = 3;

  private final @Nullable Path proc;
  private final Map<String, GuestProcess> known = new HashMap<>();
  private final Map<String, Search> vain = new HashMap<>();

  /** Searches in vain for the process of this run of a guest. */
  private record Search(long run, int times) {}

  private GuestProcesses(@Nullable Path proc) {
    this.proc = proc;
  }

  /** Those of this host, if that is where the libvirt of this URI runs its guests. */
  static GuestProcesses ofLibvirt(String uri) {
    return new GuestProcesses(isLocal(uri) ? Path.of("/proc") : null);
  }

  /** Those below a folder like /proc. */
  static GuestProcesses in(Path proc) {
    return new GuestProcesses(proc);
  }

  /** A URI without a host; those of QEMU alone have a process for each guest. */
  private static boolean isLocal(String uri) {
    return uri.matches("qemu(\\+unix)?:///.*");
  }

  /**
   * Finds the processes of guests that run.
   *
   * @param runs libvirt's number of the running domain by the guest's UUID
   */
  synchronized void find(Map<String, Long> runs) {
    known.values().removeIf(process -> !isOf(process, runs));
    vain.keySet().retainAll(runs.keySet());
    searchFor(runs);
  }

  /** Finds that of one guest more. */
  synchronized void find(String id, long run) {
    Map<String, Long> one = Map.of(id, run);
    known.values().removeIf(process -> process.guestId().equals(id) && !isOf(process, one));
    searchFor(one);
  }

  private static boolean isOf(GuestProcess process, Map<String, Long> runs) {
    Long run = runs.get(process.guestId());
    return run != null && process.isOf(run) && process.isAlive();
  }

  private void searchFor(Map<String, Long> runs) {
    Map<String, Long> missing = new HashMap<>(runs);
    missing.keySet().removeAll(known.keySet());
    missing.entrySet().removeIf(guest -> isHopeless(guest.getKey(), guest.getValue()));
    if (proc == null || missing.isEmpty()) {
      return;
    }
    search(proc, missing);
    missing.keySet().removeAll(known.keySet());
    missing.forEach((id, run) -> vain.merge(id, new Search(run, 1), GuestProcesses::again));
  }

  private boolean isHopeless(String id, long run) {
    Search search = vain.get(id);
    return search != null && search.run == run && search.times >= ATTEMPTS;
  }

  private static Search again(Search before, Search now) {
    return before.run == now.run ? new Search(now.run, before.times + 1) : now;
  }

  private void search(Path folder, Map<String, Long> runs) {
    Set<String> ambiguous = new HashSet<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(folder, "[0-9]*")) {
      for (Path process : processes) {
        String line = ProcessStat.text(process.resolve("cmdline"));
        Matcher uuid = UUID.matcher(line);
        if (uuid.find() && isOf(line, runs.get(uuid.group(1)))) {
          String id = uuid.group(1);
          GuestProcess found = new GuestProcess(process, id, runs.getOrDefault(id, -1L));
          if (known.put(id, found) != null) {
            ambiguous.add(id);
          }
        }
      }
    } catch (IOException e) {
      LOG.debug("{} can't be listed", folder, e);
    }
    // Another hypervisor on this host has a guest of the same UUID.
    known.keySet().removeAll(ambiguous);
  }

  private static boolean isOf(String line, @Nullable Long run) {
    Matcher folder = FOLDER.matcher(line);
    return run != null && (!folder.find() || folder.group(1).equals(run.toString()));
  }

  /** The process of a guest by its UUID, if it was found. */
  synchronized Optional<GuestProcess> of(String id) {
    return Optional.ofNullable(known.get(id));
  }
}
