package org.camelometer.component.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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

  @TempDir private Path folder;
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
  void setsApartWhatCanNeverSucceed() throws Exception {
    String rules = QUICK + "&permanent=java.lang.IllegalArgumentException";
    route("direct:in", uri(""));
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from(uri(rules))
                .choice()
                .when(body().isEqualTo("bad"))
                .throwException(new IllegalArgumentException("unreadable"))
                .otherwise()
                .to("mock:out");
          }
        });
    camel.start();
    MockEndpoint out = camel.getEndpoint("mock:out", MockEndpoint.class);
    out.expectedBodiesReceived("good");
    camel.createProducerTemplate().sendBody("direct:in", "bad");
    camel.createProducerTemplate().sendBody("direct:in", "good");
    out.assertIsSatisfied();
  }

  @Test
  void refusesANameThatIsNoFile() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> camel.getEndpoint("spool:a/b?directory=" + folder)))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
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
