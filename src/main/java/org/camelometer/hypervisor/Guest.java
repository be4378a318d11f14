package org.camelometer.hypervisor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.sample.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A guest as its domain XML describes it. Two are equal if they are the same domain, whatever was
 * known of it at the time.
 *
 * @param id the domain's UUID
 * @param name the domain's name, such as {@code instance-0000002a}
 * @param nova what Nova wrote into the XML; null for a guest that isn't Nova's
 * @param flaws what of Nova's metadata can't be read, each as the rest of a sentence
 * @param hardware what the guest is made of
 * @param userMetadata what its owner wrote about it, in the owner's order; Nova tells it by its API
 *     alone
 */
public record Guest(
    String id,
    String name,
    GuestState state,
    @Nullable NovaInstance nova,
    List<String> flaws,
    Hardware hardware,
    Map<String, String> userMetadata)
    implements Resource {

  public Guest {
    flaws = List.copyOf(flaws);
    userMetadata = Collections.unmodifiableMap(new LinkedHashMap<>(userMetadata));
  }

  /** A guest of whose owner's words nothing is known. */
  public Guest(
      String id,
      String name,
      GuestState state,
      @Nullable NovaInstance nova,
      List<String> flaws,
      Hardware hardware) {
    this(id, name, state, nova, flaws, hardware, Map.of());
  }

  /** The same in another state. */
  public Guest in(GuestState now) {
    return now == state ? this : new Guest(id, name, now, nova, flaws, hardware, userMetadata);
  }

  /** The user that owns it, if it is Nova's. */
  public @Nullable String userId() {
    return nova == null ? null : nova.userId();
  }

  /** The project that owns it, if it is Nova's. */
  public @Nullable String projectId() {
    return nova == null ? null : nova.projectId();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Guest guest && guest.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /**
   * The virtual machine.
   *
   * @param osType such as {@code hvm}
   * @param architecture such as {@code x86_64}
   * @param vcpus those it may use at the moment
   * @param memory the most it may use, in MiB
   * @param disks the target devices of disks that have a source, such as {@code vda}
   * @param vnics interfaces that have a target device and a hardware address
   */
  public record Hardware(
      @Nullable String osType,
      @Nullable String architecture,
      @Nullable Long vcpus,
      @Nullable Long memory,
      List<String> disks,
      List<Vnic> vnics) {
    public Hardware {
      disks = List.copyOf(disks);
      vnics = List.copyOf(vnics);
    }
  }
}
