package org.camelometer.hypervisor.meters;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.NovaInstance;
import org.camelometer.hypervisor.NovaInstance.Flavor;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a guest's samples: Ceilometer's keys in Ceilometer's order.
 *
 * <p>A guest that isn't Nova's has the same keys: its domain name as {@code display_name}, its
 * virtual hardware as {@code vcpus} and {@code memory_mb}, and null for what Nova alone could know
 * (flavor, image, sizes of disks). The same holds for each single value that Nova's metadata lacks.
 */
final class InstanceMetadata {
  private static final Flavor NONE = new Flavor(null, null, null, null, null, null, null, null);

  private final String host;
  private final ReservedMetadata reserved;

  /**
   * For the guests of one host.
   *
   * @param host as {@code camelometer.host}
   * @param reserved what to take of what users wrote
   */
  InstanceMetadata(String host, ReservedMetadata reserved) {
    this.host = host;
    this.reserved = reserved;
  }

  /** A new map, for the caller to add to. */
  Map<String, @Nullable Object> of(Guest guest) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    NovaInstance nova = guest.nova();
    Flavor flavor = nova == null ? null : nova.flavor();
    String name = nova == null ? null : nova.name();
    metadata.put("display_name", name == null ? guest.name() : name);
    metadata.put("name", guest.name());
    metadata.put("instance_id", guest.id());
    metadata.put("instance_type", flavor == null ? null : flavor.name());
    metadata.put("host", hostId(guest.projectId()));
    metadata.put("instance_host", host);
    metadata.put("flavor", flavor == null ? null : flavor(flavor));
    metadata.put("status", guest.state().status());
    metadata.put("state", guest.state().vmState());
    metadata.put("task_state", "");
    putImage(metadata, nova == null ? null : nova.imageId());
    putHardware(metadata, guest.hardware(), flavor == null ? NONE : flavor);
    Map<String, @Nullable Object> ofUser = reserved.of(guest.userMetadata(), metadata.keySet());
    if (!ofUser.isEmpty()) {
      metadata.put("user_metadata", ofUser);
    }
    return metadata;
  }

  private static Map<String, @Nullable Object> flavor(Flavor flavor) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("id", flavor.id());
    map.put("name", flavor.name());
    map.put("vcpus", flavor.vcpus());
    map.put("ram", flavor.memory());
    map.put("disk", flavor.disk());
    map.put("ephemeral", flavor.ephemeral());
    map.put("swap", flavor.swap());
    if (flavor.extraSpecs() != null) {
      map.put("extra_specs", flavor.extraSpecs());
    }
    return map;
  }

  private static void putImage(Map<String, @Nullable Object> metadata, @Nullable String image) {
    metadata.put("image", image == null ? null : Map.of("id", image));
    metadata.put("image_ref", image);
    metadata.put("image_ref_url", null);
  }

  private static void putHardware(
      Map<String, @Nullable Object> metadata, Guest.Hardware hardware, Flavor flavor) {
    putKnown(metadata, "architecture", hardware.architecture());
    putKnown(metadata, "os_type", hardware.osType());
    metadata.put("vcpus", flavor.vcpus() == null ? hardware.vcpus() : flavor.vcpus());
    metadata.put("memory_mb", flavor.memory() == null ? hardware.memory() : flavor.memory());
    metadata.put("disk_gb", flavor.disk());
    metadata.put("ephemeral_gb", flavor.ephemeral());
    metadata.put("root_gb", rootDisk(flavor));
  }

  private static void putKnown(
      Map<String, @Nullable Object> metadata, String key, @Nullable String value) {
    if (value != null) {
      metadata.put(key, value);
    }
  }

  private static @Nullable Long rootDisk(Flavor flavor) {
    Long disk = flavor.disk();
    Long ephemeral = flavor.ephemeral();
    return disk == null || ephemeral == null ? null : (Long) (disk - ephemeral);
  }

  /** Nova's way to tell a project two hosts apart without naming them; all the same without one. */
  private String hostId(@Nullable String projectId) {
    try {
      String text = (projectId == null ? "" : projectId) + host;
      byte[] digest =
          MessageDigest.getInstance("SHA-224").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-224", e);
    }
  }
}
