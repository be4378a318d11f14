package org.camelometer.openstack;

import java.util.List;
import java.util.Map;
import org.camelometer.keystone.client.Cloud;
import org.camelometer.keystone.client.Paging;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.Discovery;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.camelometer.sample.MeterType;
import org.jspecify.annotations.Nullable;

/** Volumes, snapshots and backups of Cinder, and how large they are. */
final class VolumeMeters {
  /** The version that Ceilometer asks for: the one that began to tell volume_type_id is older. */
  private static final String VERSION = "volume 3.64";

  private static final String VOLUMES = "volumes";
  private static final String SNAPSHOTS = "volume_snapshots";
  private static final String BACKUPS = "volume_backups";

  private VolumeMeters() {}

  /** Those of all projects. */
  static List<Discovery> discoveries(Cloud cloud) {
    return List.of(
        listing(cloud, VOLUMES, "volumes"),
        listing(cloud, SNAPSHOTS, "snapshots"),
        listing(cloud, BACKUPS, "backups"));
  }

  static List<Pollster> pollsters(AgentContext agent) {
    return List.of(
        pollster(
            agent,
            "volume.size",
            VOLUMES,
            "user_id",
            "os-vol-tenant-attr:tenant_id",
            List.of(
                "name",
                "status",
                "volume_type",
                "volume_type_id",
                "availability_zone",
                "os-vol-host-attr:host",
                "migration_status",
                "attachments",
                "snapshot_id",
                "source_volid")),
        pollster(
            agent,
            "volume.snapshot.size",
            SNAPSHOTS,
            "user_id",
            "os-extended-snapshot-attributes:project_id",
            List.of(
                "name",
                "volume_id",
                "status",
                "description",
                "metadata",
                "os-extended-snapshot-attributes:progress")),
        pollster(
            agent,
            "volume.backup.size",
            BACKUPS,
            "user_id",
            "os-backup-project-attr:project_id",
            List.of(
                "name",
                "is_incremental",
                "object_count",
                "container",
                "volume_id",
                "status",
                "description")));
  }

  private static Discovery listing(Cloud cloud, String name, String key) {
    return new Listing(
        cloud,
        name,
        new Listing.Source(
            "volumev3",
            cinder -> cinder.with("OpenStack-API-Version", VERSION),
            "/" + key + "/detail?all_tenants=1",
            key,
            Paging.LINKS));
  }

  private static Pollster pollster(
      AgentContext agent,
      String name,
      String discovery,
      String user,
      String project,
      List<String> metadata) {
    Meter meter =
        new Meter(name, MeterType.GAUGE, agent.units().gibibytes(), "Cinder's size, in whole GiB");
    return new ObjectPollster(
        new ObjectPollster.Row(
            meter,
            discovery,
            object -> object.get("size"),
            user,
            project,
            object -> metadata(object, metadata)),
        agent.sampleSource());
  }

  /** The fields, the image that a volume was made of, and the first instance that has it. */
  private static Map<String, @Nullable Object> metadata(ApiObject object, List<String> fields) {
    Map<String, @Nullable Object> metadata = object.only(fields);
    metadata.put(
        "image_id",
        object.get("volume_image_metadata") instanceof Map<?, ?> image
            ? image.get("image_id")
            : null);
    metadata.put(
        "instance_id",
        object.get("attachments") instanceof List<?> attachments
                && !attachments.isEmpty()
                && attachments.get(0) instanceof Map<?, ?> first
            ? first.get("server_id")
            : null);
    return metadata;
  }
}
