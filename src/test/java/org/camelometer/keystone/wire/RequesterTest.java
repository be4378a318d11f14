package org.camelometer.keystone.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelometer.keystone.wire.Recorded.json;
import static org.camelometer.keystone.wire.Recorded.with;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.camelometer.http.OversizeException;
import org.camelometer.poll.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequesterTest {
  private static final Request REQUEST =
      Request.of("image", "GET", URI.create("http://glance:9292/v2/images?token=s3cr3t"));
  private static final Answer FINE = json(200, "{}");

  private final FakeTime time = new FakeTime();
  private final ScriptedServices services = new ScriptedServices();
  private final Calls calls = new Calls(100, time);

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void asksAgainWithLongerAndLongerPauses(int status) throws Exception {
    services.reply("image", json(status, ""), json(status, ""), FINE);
    assertThat(send().status()).isEqualTo(200);
    assertThat(time.pauses()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(calls.usage()).containsEntry("image", new Usage(3, 0, 2, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 400, 401, 403, 404, 501})
  void takesOtherAnswersAsTheyAre(int status) throws Exception {
    services.reply("image", json(status, ""));
    assertThat(send().status()).isEqualTo(status);
    assertThat(calls.usage()).containsEntry("image", new Usage(1, 1, 0, 0));
  }

  @Test
  void givesTheLastAnswerOfAServiceThatStaysBusy() throws Exception {
    services.reply("image", json(503, ""));
    assertThat(send().status()).isEqualTo(503);
    assertThat(services.requests()).hasSize(4);
    assertThat(calls.usage()).containsEntry("image", new Usage(4, 1, 3, 0));
  }

  @Test
  void waitsAsLongAsTheServiceSays() throws Exception {
    services.reply("image", with("retry-after", "7", 429), FINE);
    send();
    assertThat(time.pauses()).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void waitsUntilTheDateThatTheServiceSays() throws Exception {
    services.reply("image", with("retry-after", "Fri, 20 Nov 2026 17:34:47 GMT", 503), FINE);
    send();
    assertThat(time.pauses()).containsExactly(Duration.ofSeconds(12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "99999999999999999999", ""})
  void passesOverWhatIsNoTime(String text) throws Exception {
    services.reply("image", with("retry-after", text, 429), FINE);
    send();
    assertThat(time.pauses()).containsExactly(Duration.ofMillis(500));
  }

  @Test
  void leavesAServiceAloneThatAsksForMoreTimeThanThereIs() throws Exception {
    services.reply("image", with("retry-after", "200", 429), FINE);
    assertThat(send().status()).isEqualTo(429);
    assertThatThrownBy(this::send)
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("it asked to be left alone until 2026-11-20T17:37:55Z");
    assertThat(services.requests()).hasSize(1);
    time.pass(Duration.ofSeconds(200));
    assertThat(send().status()).isEqualTo(200);
    assertThat(calls.usage()).containsEntry("image", new Usage(2, 1, 0, 1));
  }

  @Test
  void leavesNobodyAloneForLongerThanFiveMinutes() throws Exception {
    services.reply("image", with("retry-after", "86400", 503), FINE);
    send();
    time.pass(Duration.ofMinutes(5));
    assertThat(send().status()).isEqualTo(200);
  }

  @Test
  void refusesWhatIsOverTheBudgetOfTheMinuteForThatServiceAlone() throws Exception {
    Calls few = new Calls(2, time);
    Requester requester = new Requester(services, RequestLimits.DEFAULTS, few, time.time());
    services.reply("image", FINE).reply("network", FINE);
    requester.send(REQUEST, Deadline.never());
    requester.send(REQUEST, Deadline.never());
    assertThatThrownBy(() -> requester.send(REQUEST, Deadline.never()))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("the budget of 2 calls in this minute is used up")
        .hasMessageContaining("raise camelometer.keystone.calls-per-minute");
    Request other = Request.of("network", "GET", URI.create("http://neutron:9696"));
    assertThat(requester.send(other, Deadline.never()).status()).isEqualTo(200);
    time.pass(Duration.ofSeconds(25)); // it is 17:35:00 now
    assertThat(requester.send(REQUEST, Deadline.never()).status()).isEqualTo(200);
    assertThat(few.usage())
        .containsEntry("image", new Usage(3, 0, 0, 1))
        .containsEntry("network", new Usage(1, 0, 0, 0));
  }

  @Test
  void endsAtTheDeadlineOfWhoeverAsks() throws Exception {
    services.reply("image", json(503, ""));
    Deadline soon = Deadline.in(Duration.ofSeconds(2), time::nanos);
    Answer answer = requester().send(REQUEST, soon);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(time.pauses()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(services.timeouts())
        .containsExactly(Duration.ofSeconds(2), Duration.ofMillis(1500), Duration.ofMillis(500));
  }

  @Test
  void sendsNothingAfterTheDeadline() {
    Deadline over = Deadline.in(Duration.ZERO, time::nanos);
    assertThatThrownBy(() -> requester().send(REQUEST, over))
        .hasMessage("image: GET http://glance:9292/v2/images wasn't sent: the time for it is over");
    assertThat(services.requests()).isEmpty();
  }

  @Test
  void doesNotAskAgainForWhatIsTooLong() {
    services.reply(
        "image",
        (ScriptedServices.Reply)
            request -> {
              throw new OversizeException("the answer has more than 5 bytes");
            });
    assertThatThrownBy(this::send)
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("the answer has more than 5 bytes; raise camelometer.keystone.larg");
    assertThat(services.requests()).hasSize(1);
  }

  @Test
  void tellsNoQueryWhichMayHoldASecret() {
    services.reply(
        "image",
        (ScriptedServices.Reply)
            request -> {
              throw new IOException("it is broken");
            });
    assertThatThrownBy(this::send)
        .hasMessage("image: GET http://glance:9292/v2/images failed: it is broken");
  }

  private Answer send() throws ServiceException {
    return requester().send(REQUEST, Deadline.never());
  }

  private Requester requester() {
    return new Requester(services, RequestLimits.DEFAULTS, calls, time.time());
  }
}
