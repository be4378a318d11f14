package org.camelometer.keystone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelometer.keystone.wire.Recorded.json;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camelometer.keystone.wire.FakeTime;
import org.camelometer.keystone.wire.Recorded;
import org.camelometer.keystone.wire.Request;
import org.camelometer.keystone.wire.RequestLimits;
import org.camelometer.keystone.wire.ScriptedServices;
import org.camelometer.keystone.wire.ServiceException;
import org.camelometer.keystone.wire.Usage;
import org.camelometer.poll.Deadline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTest {
  private static final int MOST_PAGES = 5;

  private final FakeTime time = new FakeTime();
  private final ScriptedServices services = new ScriptedServices();
  private Cloud cloud;

  @BeforeEach
  void open() {
    RequestLimits limits =
        new RequestLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(90),
            4,
            1000,
            MOST_PAGES,
            100,
            4);
    services.reply("identity", ScriptedCloud.token("one"), ScriptedCloud.token("two"));
    cloud = ScriptedCloud.open(services, limits, time);
  }

  @Test
  void showsTheToken() throws Exception {
    services.reply("image", json(200, "{\"a\": null}"));
    assertThat(service("image").get("/v2/x")).containsEntry("a", null);
    Request request = services.requests("image").get(0);
    assertThat(request.url()).hasToString("http://127.0.0.1:9292/v2/x");
    assertThat(request.headers()).containsEntry("X-Auth-Token", "one");
  }

  @Test
  void asksForAVersion() throws Exception {
    services.reply("volumev3", json(200, "{}"));
    service("volumev3").with("OpenStack-API-Version", "volume 3.64").get("/volumes");
    assertThat(services.requests("volumev3").get(0).headers())
        .containsEntry("OpenStack-API-Version", "volume 3.64");
  }

  @Test
  void hasNoServiceThatTheCatalogHasNot() throws Exception {
    assertThat(cloud.service("metric")).isEmpty();
  }

  @Test
  void followsLinksOfCinder() throws Exception {
    services.reply(
        "volumev3",
        Recorded.answer("cinder-volumes-page1"),
        Recorded.answer("cinder-volumes-page2"),
        json(200, "{\"volumes\": []}"));
    assertThat(list("volumev3", "/volumes/detail?all_tenants=1&limit=2", "volumes")).hasSize(4);
    assertThat(services.requests("volumev3"))
        .extracting(request -> request.url().toString())
        .containsExactly(
            "http://127.0.0.1:8776/v3/130e68d438bf47809e213fe6e7cafacc/volumes/detail"
                + "?all_tenants=1&limit=2",
            "http://127.0.0.1:8776/v3/130e68d438bf47809e213fe6e7cafacc/volumes/detail"
                + "?all_tenants=1&limit=2&marker=cec1eb83-cc91-4ba2-a208-e9c1427c284f",
            "http://127.0.0.1:8776/v3/130e68d438bf47809e213fe6e7cafacc/volumes/detail"
                + "?all_tenants=1&limit=2&marker=be464a93-332b-43d6-811f-828d6eb2d144");
  }

  @Test
  void followsLinksOfGlance() throws Exception {
    services.reply(
        "image",
        Recorded.answer("glance-images-page1"),
        Recorded.answer("glance-images-page2"),
        json(200, "{\"images\": [], \"next\": \"/v2/images?marker=again\"}"));
    assertThat(list("image", "/v2/images?limit=3", "images")).hasSize(6);
    assertThat(services.requests("image")).hasSize(3);
  }

  @Test
  void followsLinksOfNeutronForwardsOnly() throws Exception {
    services.reply(
        "network",
        Recorded.answer("neutron-ports-page1"),
        Recorded.answer("neutron-ports-page2"),
        json(
            200,
            "{\"ports\": [{}], \"ports_links\": [{\"rel\": \"previous\", \"href\": \"x?y\"}]}"));
    assertThat(list("network", "/v2.0/ports?limit=2", "ports")).hasSize(5);
  }

  @Test
  void followsLinksInAnObject() throws Exception {
    services.reply(
        "orchestration",
        json(200, "{\"zones\": [{}], \"links\": {\"next\": \"http://x/v2/zones?page=2\"}}"),
        json(200, "{\"zones\": [{}], \"links\": {\"next\": null}}"));
    assertThat(list("orchestration", "/zones", "zones")).hasSize(2);
  }

  @Test
  void sendsItsTokenNowhereElse() throws Exception {
    services.reply(
        "image",
        json(200, "{\"images\": [{}], \"next\": \"http://evil/v2/images?marker=1\"}"),
        json(200, "{\"images\": []}"));
    list("image", "/v2/images", "images");
    assertThat(services.requests("image"))
        .extracting(request -> request.url().getHost())
        .containsOnly("127.0.0.1");
  }

  @Test
  void asksByMarkerWhereThereAreNoLinks() throws Exception {
    services.reply(
        "orchestration",
        json(200, "{\"stacks\": [{\"id\": \"a\"}, {\"id\": \"b&c\"}]}"),
        json(200, "{\"stacks\": [{\"id\": \"d\"}]}"));
    List<?> stacks = service("orchestration").list("/stacks?x=1", "stacks", Paging.marker("id", 2));
    assertThat(stacks).hasSize(3);
    assertThat(services.requests("orchestration"))
        .extracting(request -> request.url().getRawQuery())
        .containsExactly("x=1&limit=2", "x=1&limit=2&marker=b%26c");
  }

  @Test
  void endsPagesThatGoInACircle() throws Exception {
    String page = "{\"images\": [{}], \"next\": \"/v2/images?marker=%s\"}";
    services.reply("image", json(200, page.formatted("a")), json(200, page.formatted("b")));
    services.reply("image", json(200, page.formatted("a")));
    assertThat(list("image", "/v2/images", "images")).hasSize(3);
  }

  @Test
  void endsPagesThatNeverEnd() {
    int[] number = new int[1];
    services.reply(
        "image",
        (ScriptedServices.Reply)
            request ->
                json(200, "{\"images\": [{}], \"next\": \"?marker=%d\"}".formatted(number[0]++)));
    List<Map<String, Object>> taken = new ArrayList<>();
    assertThatThrownBy(
            () -> service("image").each("/v2/images", "images", Paging.LINKS, taken::add))
        .isInstanceOf(ServiceException.class)
        .hasMessage(
            "image: GET http://127.0.0.1:9292/v2/images has more than 5 pages; raise"
                + " camelometer.keystone.pages to have them");
    assertThat(taken).hasSize(MOST_PAGES);
  }

  @Test
  void getsANewTokenAmidPages() throws Exception {
    services.reply(
        "volumev3",
        Recorded.answer("cinder-volumes-page1"),
        Recorded.answer("cinder-badtoken"),
        Recorded.answer("cinder-volumes-page2"),
        json(200, "{\"volumes\": []}"));
    assertThat(list("volumev3", "/volumes/detail?limit=2", "volumes")).hasSize(4);
    assertThat(services.requests("volumev3"))
        .extracting(request -> request.headers().get("X-Auth-Token"))
        .containsExactly("one", "one", "two", "two");
    assertThat(services.requests("volumev3").get(1).url())
        .isEqualTo(services.requests("volumev3").get(2).url());
  }

  @Test
  void givesUpWhereTheNewTokenIsRefusedToo() {
    services.reply("volumev3", Recorded.answer("cinder-badtoken"));
    assertThatThrownBy(() -> list("volumev3", "/volumes", "volumes"))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("answered 401 also to a new token");
    assertThat(services.requests("volumev3")).hasSize(2);
    assertThat(services.requests("identity")).hasSize(2);
    assertThat(cloud.usage()).containsEntry("volumev3", new Usage(2, 2, 0, 0));
  }

  @Test
  void tellsWhatIsNotThere() {
    services.reply("image", Recorded.answer("glance-image-404"));
    assertThatThrownBy(() -> service("image").get("/v2/images/0"))
        .isInstanceOf(ServiceException.class)
        .satisfies(e -> assertThat(((ServiceException) e).isNotFound()).isTrue())
        .hasMessage(
            "image: GET http://127.0.0.1:9292/v2/images/0 answered 404; there is no such thing, or"
                + " the service's address in the catalog is wrong: No image found with ID"
                + " 00000000-0000-0000-0000-000000000000");
  }

  @Test
  void tellsWhatIsForbidden() {
    services.reply("compute", Recorded.answer("keystone-projects-forbidden"));
    assertThatThrownBy(() -> service("compute").get("/x"))
        .hasMessageEndingWith(
            "answered 403; give the agent's user a role that may read this: You are not authorized"
                + " to perform the requested action: identity:list_projects.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"images\": []}", "{\"images\": null}", "{\"images\": [null, 7]}"})
  void takesListsWithNothingInThem(String page) throws Exception {
    services.reply("image", json(200, page));
    assertThat(list("image", "/v2/images", "images")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"images\": {}}", "{\"error\": \"x\"}"})
  void refusesPagesWithoutTheList(String page) {
    services.reply("image", json(200, page));
    assertThatThrownBy(() -> list("image", "/v2/images", "images"))
        .hasMessageEndingWith("answered without a list 'images'; is its version the right one?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "<html>", "{\"images\": [", "{} {}"})
  void refusesWhatIsNoJsonObject(String page) {
    services.reply("image", json(200, page));
    assertThatThrownBy(() -> list("image", "/v2/images", "images"))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("answered something that is no JSON object");
  }

  @Test
  void refusesAPathThatIsNoUrl() {
    assertThatThrownBy(() -> service("image").get("/v2/ {"))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("can't be asked: what follows it is no URL");
  }

  @Test
  void givesHeadersAlone() throws Exception {
    services.reply("object-store", Recorded.answer("swift-account-head-ceilometer"));
    Map<String, String> headers = service("object-store").head("");
    assertThat(headers).containsKeys("x-account-object-count", "x-account-bytes-used");
  }

  @Test
  void givesAnswersThatAreNoJson() throws Exception {
    services.reply("image", json(200, "<x/>"));
    assertThat(service("image").fetch("/v2/x").text()).isEqualTo("<x/>");
  }

  @Test
  void endsAtTheDeadlineOfATick() {
    services.reply("image", json(200, "{}"));
    Deadline over = Deadline.in(Duration.ZERO, time::nanos);
    assertThatThrownBy(() -> service("image").by(over).get("/v2/images"))
        .hasMessageContaining("wasn't sent: the time for it is over");
  }

  private List<Map<String, Object>> list(String service, String path, String key) throws Exception {
    return service(service).list(path, key, Paging.LINKS);
  }

  private Service service(String type) throws Exception {
    return cloud.service(type).orElseThrow();
  }
}
