package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RouteNamesTest {

  @Test
  void carriesTheNamesOfTheOperator() {
    assertThat(RouteNames.poll("cpu_source")).isEqualTo("poll-cpu_source");
    assertThat(RouteNames.source("cpu_source")).isEqualTo("source-cpu_source");
    assertThat(RouteNames.sink("cpu_sink")).isEqualTo("sink-cpu_sink");
    assertThat(RouteNames.publisher("cpu_sink", 0, "notifier"))
        .isEqualTo("publisher-cpu_sink-0-notifier");
  }

  @Test
  void keepsOddNamesApartAndFitForUris() {
    assertThat(RouteNames.of("a b?c&d")).matches("[A-Za-z0-9._-]+");
    assertThat(RouteNames.of("a b")).isNotEqualTo(RouteNames.of("a?b"));
  }
}
