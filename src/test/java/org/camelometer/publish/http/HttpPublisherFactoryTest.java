package org.camelometer.publish.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camelometer.publish.Publishing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPublisherFactoryTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://collector",
        "https://collector",
        "http://collector:/",
        "http://me:se%40cret%@[::1]:8080/a/b?x=y&spool=false",
        "https://c/?timeout=6.05&max_retries=0&verify_ssl=yes&batch=0&raw_only=1",
        "http://c/?timeout=5&batch_size=1000"
      })
  void takesWhatCanBeUsed(String entry) {
    assertThat(Publishing.create(entry)).isInstanceOf(HttpPublisher.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http:// | http:// is not http://[user:password@]host[:port]/path",
        "https://:80/x | is not https://[user:password@]host[:port]/path",
        "http://::1/x | is not http://",
        "http://a b/x | has a sign that a URL writes in %XX",
        "http://a/{{secret}} | has a sign that a URL writes in %XX",
        "http://a/?q=b c | has a sign that a URL writes in %XX",
        "http://a:0/ | has port 0, which is not within 1 to 65535",
        "http://a:99999/ | has port 99999, which is not within 1 to 65535",
        "http://a:123456/ | is not http://",
        "http://a/?timeout=soon | timeout 'soon' of http://a/?timeout=soon is not a number of seconds",
        "http://a/?timeout=0 | is not a number of seconds above 0 and up to 3600",
        "http://a/?timeout=3601 | is not a number of seconds above 0 and up to 3600",
        "http://a/?max_retries=-1 | is not a whole number from 0 to 100",
        "http://a/?batch=maybe | batch 'maybe' of http://a/?batch=maybe is neither true nor false",
        "http://a/?batch_size=0 | batch_size '0' of"
      })
  void refusesWhatCannot(String entry, String sentence) {
    Publishing.refuses(entry, sentence);
  }

  @Test
  void neverShowsALogin() {
    assertThatThrownBy(() -> Publishing.create("http://me:geheim@host/?timeout=x"))
        .hasMessageNotContaining("geheim");
    assertThatThrownBy(() -> Publishing.create("http://me:geheim@host:0/"))
        .hasMessageNotContaining("geheim");
  }

  @Test
  void warnsOfWhatDoesNothingAndOfSlips() {
    assertThat(Publishing.warnings("http://a/?raw_only=1&verify_ssl=0&timeot=3&tag=b"))
        .containsExactly(
            "pipeline.yaml:7:9: warning: option 'raw_only' of"
                + " http://a/?raw_only=1&verify_ssl=0&timeot=3&tag=b has no effect: only events"
                + " have a raw part; samples go out as ever",
            "pipeline.yaml:7:9: warning: option 'timeot' of"
                + " http://a/?raw_only=1&verify_ssl=0&timeot=3&tag=b goes to the server as part of"
                + " the address; did you mean 'timeout'?",
            "pipeline.yaml:7:9: warning: option 'verify_ssl' of"
                + " http://a/?raw_only=1&verify_ssl=0&timeot=3&tag=b has no effect: http has no"
                + " TLS");
    assertThat(Publishing.warnings("https://a/?verify_ssl=0&tag=b")).isEmpty();
  }

  @Test
  void sendsAPollingBatchAtOnceAndWaitsInASpool() {
    assertThat(Publishing.batchSize("http://a")).isEqualTo(500);
    assertThat(Publishing.batchSize("https://a/?batch_size=7")).isEqualTo(7);
    assertThat(Publishing.factory("http").isSpooled()).isTrue();
    assertThat(Publishing.factory("https").isSpooled()).isTrue();
  }
}
