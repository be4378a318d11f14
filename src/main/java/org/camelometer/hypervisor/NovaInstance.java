package org.camelometer.hypervisor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Nova wrote about its instance into the domain XML; null is what it didn't write, or what
 * can't be read.
 *
 * @param name the name that its owner gave it
 * @param imageId the image that it was booted from, null if it boots from a volume
 */
public record NovaInstance(
    @Nullable String name,
    @Nullable String userId,
    @Nullable String projectId,
    @Nullable Flavor flavor,
    @Nullable String imageId) {

  /**
   * The size that was ordered: memory and swap in MiB, disks in GiB.
   *
   * @param extraSpecs null where Nova doesn't tell them (before 2025.2)
   */
  public record Flavor(
      @Nullable String id,
      @Nullable String name,
      @Nullable Long vcpus,
      @Nullable Long memory,
      @Nullable Long disk,
      @Nullable Long ephemeral,
      @Nullable Long swap,
      @Nullable Map<String, @Nullable Object> extraSpecs) {}
}
