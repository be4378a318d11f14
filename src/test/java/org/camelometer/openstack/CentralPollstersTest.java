package org.camelometer.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelometer.keystone.wire.Recorded.answer;
import static org.camelometer.keystone.wire.Recorded.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camelometer.definition.Settings;
import org.camelometer.keystone.client.Cloud;
import org.camelometer.keystone.client.ScriptedCloud;
import org.camelometer.keystone.wire.FakeTime;
import org.camelometer.keystone.wire.RequestLimits;
import org.camelometer.keystone.wire.ScriptedServices;
import org.camelometer.keystone.wire.ServiceException;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.Discovery;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.PollsterProvider.Provision;
import org.camelometer.poll.StaticResource;
import org.camelometer.poll.Tick;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Resource;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what real services answered. */
class CentralPollstersTest {
  private final FakeTime time = new FakeTime();
  private final ScriptedServices services = new ScriptedServices();
  private final Cloud cloud = ScriptedCloud.open(services, RequestLimits.DEFAULTS, time);
  private final Tick tick = new Tick(time.instant());

  @BeforeEach
  void giveTokens() {
    services.reply("identity", ScriptedCloud.token("one"));
  }

  @Test
  void measuresImages() throws Exception {
    services.reply("image", answer("glance-images-ceilometer"), json(200, "{\"images\": []}"));
    List<Sample> images = poll("image");
    assertThat(images).hasSize(8).allSatisfy(image -> assertThat(image.volume()).isEqualTo(1));
    assertThat(services.requests("image").get(0).url())
        .hasToString("http://127.0.0.1:9292/v2/images?limit=500");
  }

  @Test
  void measuresTheSizeOfImagesThatHaveOne() throws Exception {
    services.reply("image", answer("glance-images-ceilometer"), json(200, "{\"images\": []}"));
    List<Sample> sizes = poll("image.size");
    assertThat(sizes).hasSizeLessThan(8).isNotEmpty();
    Sample first = sizes.get(0);
    assertThat(first.type()).isEqualTo(MeterType.GAUGE);
    assertThat(first.unit()).isEqualTo("B");
    assertThat(first.userId()).isNull();
    assertThat(first.projectId()).isNotNull();
    assertThat(first.timestamp()).isEqualTo(tick.timestamp());
    assertThat(first.resourceMetadata().keySet())
        .containsExactly(
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
  }

  @Test
  void measuresVolumes() throws Exception {
    services.reply("volumev3", answer("cinder-volumes-detail-mv"));
    List<Sample> volumes = poll("volume.size");
    assertThat(volumes).hasSize(8);
    Sample first = volumes.get(0);
    assertThat(first.resourceId()).isEqualTo("e695a882-9ccf-4650-8e8e-a1842e410496");
    assertThat(first.volume()).isEqualTo(1);
    assertThat(first.unit()).isEqualTo("GB");
    assertThat(first.userId()).isEqualTo("e0ce849967174cdb898575df21399c4a");
    assertThat(first.projectId()).isEqualTo("32ea23b92a9943d1bea7b1432274648d");
    assertThat(first.resourceMetadata())
        .containsEntry("volume_type_id", "4c5e506c-54af-4136-9cf1-a1fcd7a25ec0")
        .containsEntry("os-vol-host-attr:host", "testbed@tb1#pool0")
        .containsEntry("image_id", null)
        .containsEntry("instance_id", null);
    assertThat(services.requests("volumev3").get(0).headers())
        .containsEntry("OpenStack-API-Version", "volume 3.64");
    assertThat(services.requests("volumev3").get(0).url().toString())
        .endsWith("/volumes/detail?all_tenants=1");
  }

  @Test
  void tellsWhichInstanceHasAVolume() throws Exception {
    services.reply("volumev3", answer("cinder-volumes-detail-mv"));
    assertThat(poll("volume.size"))
        .filteredOn(volume -> volume.resourceMetadata().get("status").equals("in-use"))
        .isNotEmpty()
        .allSatisfy(volume -> assertThat(volume.resourceMetadata().get("instance_id")).isNotNull());
  }

  @ParameterizedTest
  @CsvSource({
    "volume.snapshot.size, cinder-snapshots-detail, /snapshots/detail?all_tenants=1, true",
    // recorded before the version that tells a backup's project
    "volume.backup.size, cinder-backups-detail, /backups/detail?all_tenants=1, false"
  })
  void measuresWhatVolumesAreSavedTo(String meter, String recorded, String path, boolean owned)
      throws Exception {
    services.reply("volumev3", answer(recorded));
    assertThat(poll(meter))
        .isNotEmpty()
        .allSatisfy(
            saved -> {
              assertThat(saved.volume()).isInstanceOf(Integer.class);
              assertThat(saved.projectId() != null).isEqualTo(owned);
              assertThat(saved.resourceMetadata().get("volume_id")).isNotNull();
            });
    assertThat(services.requests("volumev3").get(0).url().toString()).endsWith(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"volumes\": []}",
        "{\"volumes\": null}",
        "{\"volumes\": [null, {}, {\"id\": null, \"size\": 1}, {\"id\": \"a\", \"size\": null}]}"
      })
  void leavesOutWhatHasNoFigure(String page) throws Exception {
    services.reply("volumev3", json(200, page));
    assertThat(poll("volume.size")).isEmpty();
  }

  @Test
  void takesVolumesOfWhichLittleIsTold() throws Exception {
    services.reply(
        "volumev3",
        json(200, "{\"volumes\": [{\"id\": \"a\", \"size\": 3, \"attachments\": [null]}]}"));
    Sample only = poll("volume.size").get(0);
    assertThat(only.volume()).isEqualTo(3);
    assertThat(only.projectId()).isNull();
    assertThat(only.resourceMetadata()).containsEntry("name", null);
  }

  @Test
  void failsWhereAServiceSaysNo() {
    services.reply("volumev3", json(404, ""));
    assertThatThrownBy(() -> poll("volume.size"))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("volumev3: GET")
        .hasMessageContaining("answered 404");
  }

  @Test
  void findsTenants() throws Exception {
    services.reply("identity", answer("keystone-projects"));
    assertThat(discover("tenant", null, Map.of())).hasSize(4);
    assertThat(services.requests("identity").get(1).url())
        .hasToString("http://127.0.0.1:5000/v3/projects");
  }

  @Test
  void leavesOutTenantsThatAreDisabledWhereItIsTold() throws Exception {
    services.reply(
        "identity",
        json(
            200,
            "{\"projects\": [{\"id\": \"a\", \"domain_id\": \"on\"},"
                + " {\"id\": \"b\", \"domain_id\": \"off\"}]}"),
        json(200, "{\"domains\": [{\"id\": \"on\"}]}"));
    Map<String, String> settings = Map.of("camelometer.keystone.ignore-disabled-projects", "true");
    assertThat(discover("tenant", null, settings)).extracting(Resource::id).containsExactly("a");
    assertThat(services.requests("identity"))
        .extracting(request -> request.url().getRawQuery())
        .containsExactly(null, "enabled=true", "enabled=true");
  }

  @Test
  void findsEndpoints() throws Exception {
    assertThat(discover("endpoint", "image", Map.of()))
        .isEqualTo(List.of(new StaticResource("http://127.0.0.1:9292")));
    assertThat(discover("endpoint", "metric", Map.of())).isEmpty();
    assertThatThrownBy(() -> discover("endpoint", null, Map.of()))
        .hasMessage(
            "the discovery endpoint needs the type of a service; write endpoint://image," + " say");
  }

  @Test
  void hasTheDiscoveryOfEachPollster() {
    Provision provision = provision(Map.of());
    assertThat(provision.discoveries())
        .extracting(Discovery::name)
        .containsAll(provision.pollsters().stream().map(Pollster::defaultDiscovery).toList())
        .doesNotHaveDuplicates();
  }

  private List<Sample> poll(String meter) throws Exception {
    Provision provision = provision(Map.of());
    Pollster pollster =
        provision.pollsters().stream()
            .filter(p -> p.name().equals(meter))
            .findFirst()
            .orElseThrow();
    List<Resource> resources = discover(pollster.defaultDiscovery(), null, Map.of());
    List<Sample> samples = new ArrayList<>();
    pollster.poll(tick, resources, (resource, sample) -> samples.add(sample));
    return samples;
  }

  private List<Resource> discover(String name, String parameter, Map<String, String> settings)
      throws Exception {
    Discovery discovery =
        provision(settings).discoveries().stream()
            .filter(d -> d.name().equals(name))
            .findFirst()
            .orElseThrow();
    return List.copyOf(discovery.discover(tick, parameter));
  }

  private Provision provision(Map<String, String> settings) {
    AgentContext agent =
        new AgentContext(
            "here", "openstack", AgentContext.Units.LEGACY, Settings.of(settings), time);
    return CentralPollsters.of(agent, cloud, () -> {});
  }
}
