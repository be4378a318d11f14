package org.camelometer.openstack;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.camelometer.keystone.client.Cloud;
import org.camelometer.keystone.client.Paging;
import org.camelometer.poll.Discovery;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.camelometer.sample.MeterType;
import org.jspecify.annotations.Nullable;

/** {@code images} of Glance, and how many and how large they are. */
final class ImageMeters {
  private static final String IMAGES = "images";
  private static final List<String> METADATA =
      List.of(
          "status",
          "visibility",
          "name",
          "container_format",
          "created_at",
          "disk_format",
          "updated_at",
          "min_disk",
          "protected",
          "checksum",
          "min_ram",
          "tags",
          "virtual_size");

  private ImageMeters() {}

  /** Images that the agent's user may see; of an admin's, all. */
  static Discovery discovery(Cloud cloud) {
    return new Listing(
        cloud,
        IMAGES,
        new Listing.Source(
            "image", glance -> glance.at("v2"), "/images", IMAGES, Paging.links(500)));
  }

  static List<Pollster> pollsters(String source) {
    return List.of(
        pollster("image", "image", "1 for each image", image -> 1, source),
        pollster("image.size", "B", "Glance's size", image -> image.get("size"), source));
  }

  private static Pollster pollster(
      String name,
      String unit,
      String how,
      Function<ApiObject, @Nullable Object> volume,
      String source) {
    Function<ApiObject, Map<String, @Nullable Object>> metadata = image -> image.only(METADATA);
    return new ObjectPollster(
        new ObjectPollster.Row(
            new Meter(name, MeterType.GAUGE, unit, how), IMAGES, volume, null, "owner", metadata),
        source);
  }
}
