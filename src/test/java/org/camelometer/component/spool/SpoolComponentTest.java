package org.camelometer.component.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolComponentTest {
  private static final String QUICK = "&redeliveryDelay=1&maximumRedeliveryDelay=5";

  @TempDir(factory = FolderInMemory.class)
  private Path folder;

  private DefaultCamelContext camel = new DefaultCamelContext();

  @BeforeEach
  void make() {
    camel = new DefaultCamelContext();
  }

  @AfterEach
  void release() {
    camel.stop();
  }

  @Test
  void handsMessagesOnInTheirOrderWithTheirHeaders() throws Exception {
    route("direct:in", uri(""));
    route(uri(""), "mock:out");
    camel.start();
    MockEndpoint out = camel.getEndpoint("mock:out", MockEndpoint.class);
    out.expectedBodiesReceived("1", "2", "3");
    out.expectedHeaderReceived("kind", "number");
    for (String body : List.of("1", "2", "3")) {
      camel.createProducerTemplate().sendBodyAndHeader("direct:in", body, "kind", "number");
    }
    out.assertIsSatisfied();
  }

  @Test
  void takesAListForAsManyMessages() throws Exception {
    route(uri(""), "mock:out");
    camel.start();
    MockEndpoint out = camel.getEndpoint("mock:out", MockEndpoint.class);
    out.expectedBodiesReceived("1", "2", "3");
    camel
        .createProducerTemplate()
        .sendBodyAndHeader(uri(""), List.of("1", "2", "3"), SpoolConstants.UNITS, List.of(5, 6, 7));
    out.assertIsSatisfied();
    assertThat(camel.getEndpoint(uri(""), SpoolEndpoint.class).status().accepted()).isEqualTo(18);
  }

  @Test
  void countsEachMessageOfAListThatItTurnsAway() throws Exception {
    String small = uri("&policy=REFUSE&maxBytes=100");
    route("direct:in", small);
    camel.start();
    assertThatThrownBy(
            () ->
                camel
                    .createProducerTemplate()
                    .sendBodyAndHeader(
                        small, List.of("1", "2", "3"), SpoolConstants.UNITS, List.of(5, 6, 7)))
        .hasCauseInstanceOf(NotSpooledException.class);
    SpoolEndpoint endpoint = camel.getEndpoint(small, SpoolEndpoint.class);
    assertThat(endpoint.getTurnedAway()).isEqualTo(13);
    await().until(() -> endpoint.getAccepted() == 5);
  }

  @Test
  void keepsMessagesUntilTheNextStart() throws Exception {
    route("direct:in", uri(""));
    camel.start();
    camel.createProducerTemplate().sendBody("direct:in", "kept");
    camel.stop();
    make();
    route(uri(""), "mock:out");
    MockEndpoint out = camel.getEndpoint("mock:out", MockEndpoint.class);
    out.expectedBodiesReceived("kept");
    camel.start();
    out.assertIsSatisfied();
  }

  @Test
  void triesAMessageAgainBeforeTheNextOne() throws Exception {
    route("direct:in", uri(""));
    failTwice(uri(QUICK), "mock:out");
    camel.start();
    MockEndpoint out = camel.getEndpoint("mock:out", MockEndpoint.class);
    out.expectedBodiesReceived("1", "2");
    camel.createProducerTemplate().sendBody("direct:in", "1");
    camel.createProducerTemplate().sendBody("direct:in", "2");
    out.assertIsSatisfied();
    assertThat(out.getExchanges().get(0).getMessage().getHeader(SpoolConstants.ATTEMPTS))
        .isEqualTo(2);
  }

  @Test
  void setsApartWhatCanNeverSucceedAndTriesItAgainWhenToldTo() throws Exception {
    AtomicBoolean readable = new AtomicBoolean();
    route("direct:in", uri(""));
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from(uri(QUICK + "&permanent=java.lang.IllegalArgumentException"))
                .convertBodyTo(String.class)
                .process(
                    exchange -> {
                      if (!readable.get() && exchange.getMessage().getBody().equals("bad")) {
                        throw new IOException(new NumberFormatException("unreadable"));
                      }
                    })
                .to("mock:out");
          }
        });
    camel.start();
    MockEndpoint out = camel.getEndpoint("mock:out", MockEndpoint.class);
    out.expectedBodiesReceived("good", "bad");
    camel.createProducerTemplate().sendBody("direct:in", "bad");
    camel.createProducerTemplate().sendBody("direct:in", "good");
    SpoolEndpoint endpoint = camel.getEndpoint(uri(""), SpoolEndpoint.class);
    await().until(() -> endpoint.getQuarantined() == 1 && endpoint.getDelivered() == 1);
    readable.set(true);
    assertThat(endpoint.retryQuarantine()).isEqualTo(1);
    out.assertIsSatisfied();
    await().until(() -> endpoint.getDelivered() == 2);
    assertThat(endpoint.getQuarantined()).isZero();
  }

  @Test
  void countsUnitsAndThoseThatARouteRefused() throws Exception {
    route("direct:in", uri(""));
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri("")).setHeader(SpoolConstants.REFUSED, constant(3)).to("mock:out");
          }
        });
    camel.start();
    camel
        .createProducerTemplate()
        .sendBodyAndHeaders(
            "direct:in", "body", Map.of(SpoolConstants.UNITS, 10, SpoolConstants.REFUSED, 9));
    SpoolEndpoint endpoint = camel.getEndpoint(uri(""), SpoolEndpoint.class);
    await().until(() -> endpoint.getPending() == 0);
    SpoolStatus status = endpoint.status();
    assertThat(status).isEqualTo(new SpoolStatus(0, 0, 0, null, 10, 7, 3, 0, 0, 0, 0, 0, 0));
    MockEndpoint out = camel.getEndpoint("mock:out", MockEndpoint.class);
    out.expectedHeaderReceived(SpoolConstants.UNITS, 10);
    out.assertIsSatisfied();
  }

  @Test
  void showsItselfInJmx() throws Exception {
    camel.getManagementStrategy().getManagementAgent().setRegisterAlways(true);
    route("direct:in", uri(""));
    camel.start();
    camel.createProducerTemplate().sendBody("direct:in", "body");
    MBeanServer server = camel.getManagementStrategy().getManagementAgent().getMBeanServer();
    ObjectName name =
        server
            .queryNames(new ObjectName("org.apache.camel:type=endpoints,name=\"spool*\",*"), null)
            .iterator()
            .next();
    assertThat(server.getAttribute(name, "Pending")).isEqualTo(1L);
    assertThat(server.getAttribute(name, "Accepted")).isEqualTo(1L);
    assertThat((Long) server.getAttribute(name, "PendingBytes")).isPositive();
    assertThat(server.getAttribute(name, "Failure")).isNull();
    assertThat(server.invoke(name, "retryQuarantine", new Object[0], new String[0])).isEqualTo(0);
  }

  @Test
  void saysThatASpoolIsNotOpen() {
    camel.start();
    SpoolEndpoint endpoint = camel.getEndpoint(uri(""), SpoolEndpoint.class);
    assertThatThrownBy(endpoint::status)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("s.spool is not open");
  }

  @Test
  void suspendsAndResumesWithItsRoute() throws Exception {
    route("direct:in", uri(""));
    route(uri(""), "mock:out");
    camel.start();
    String route = camel.getRoutes().get(1).getId();
    camel.getRouteController().suspendRoute(route);
    camel.createProducerTemplate().sendBody("direct:in", "body");
    MockEndpoint out = camel.getEndpoint("mock:out", MockEndpoint.class);
    assertThat(out.getReceivedCounter()).isZero();
    out.expectedBodiesReceived("body");
    camel.getRouteController().resumeRoute(route);
    out.assertIsSatisfied();
  }

  @Test
  void whatIsUnderWayWhenTimeIsUpStaysInTheSpool() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    camel.getShutdownStrategy().setTimeout(1);
    camel.getShutdownStrategy().setSuppressLoggingOnTimeout(true);
    route("direct:in", uri(""));
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri(""))
                .process(
                    exchange -> {
                      begun.countDown();
                      never.await();
                    });
          }
        });
    camel.start();
    camel.createProducerTemplate().sendBody("direct:in", "kept");
    begun.await();
    camel.stop();
    try (SpoolFile file = SpoolFile.open(folder.resolve("s.spool"))) {
      assertThat(file.status().count()).isEqualTo(1);
    }
    never.countDown();
  }

  @Test
  void failsToStartWhereAnotherHasTheFile() throws Exception {
    route("direct:in", uri(""));
    camel.start();
    try (DefaultCamelContext second = new DefaultCamelContext()) {
      second.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from(uri("")).to("mock:out");
            }
          });
      assertThatThrownBy(second::start)
          .hasRootCauseInstanceOf(OverlappingFileLockException.class)
          .hasStackTraceContaining("the spool " + folder.resolve("s.spool") + " can't be used");
    }
  }

  @Test
  void refusesANameThatIsNoFile() {
    assertThatThrownBy(() -> camel.getEndpoint("spool:a/b?directory=" + folder))
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .hasStackTraceContaining("the name of a spool becomes that of a file");
  }

  private void route(String from, String to) throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from(from).convertBodyTo(String.class).to(to);
          }
        });
  }

  private void failTwice(String from, String to) throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          private int failures;

          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from(from).convertBodyTo(String.class).process(this::fail).to(to);
          }

          private void fail(Exchange exchange) {
            if (failures++ < 2) {
              throw new IllegalStateException("not yet");
            }
          }
        });
  }

  private String uri(String rules) {
    return "spool:s?directory=" + folder + rules;
  }
}
