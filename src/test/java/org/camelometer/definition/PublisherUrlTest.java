package org.camelometer.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class PublisherUrlTest {
  private static final Position HERE = new Position("p.yaml", 3, 9);

  @Test
  void completesABareName() {
    PublisherUrl url = parse("notifier");
    assertThat(url.text()).isEqualTo("notifier://");
    assertThat(url.scheme()).isEqualTo("notifier");
    assertThat(url.authority()).isEmpty();
  }

  @Test
  void takesAnySchemeApart() {
    PublisherUrl url = parse("Notifier://u:p%40@h1:5671,h2/vh/x?topic=a&topic=b%20c&flag&=z#f");
    assertThat(url.scheme()).isEqualTo("notifier");
    assertThat(url.authority()).isEqualTo("u:p%40@h1:5671,h2");
    assertThat(url.path()).isEqualTo("/vh/x");
    assertThat(url.options().get("topic")).containsExactly("a", "b c");
    assertThat(url.option("topic")).contains("b c");
    assertThat(url.option("flag")).contains("");
    assertThat(url.options()).hasSize(2);
  }

  @Test
  void leavesLogAndCamelAsWritten() {
    assertThat(parse("log:").text()).isEqualTo("log:");
    assertThat(parse("log:?level=DEBUG").option("level")).contains("DEBUG");
    PublisherUrl camel = parse("camel:http://h/p?a=1&b=2");
    assertThat(camel.scheme()).isEqualTo("camel");
    assertThat(camel.path()).isEqualTo("http://h/p?a=1&b=2");
  }

  @Test
  void hidesPasswordsFromPeople() {
    assertThat(parse("notifier://u:secret@h/v").display()).isEqualTo("notifier://xxxxxx@h/v");
    assertThat(parse("camel:http://u:secret@h").display()).isEqualTo("camel:http://xxxxxx@h");
    assertThat(parse("notifier://u:secret@h,u:secret@i/v").display())
        .isEqualTo("notifier://xxxxxx@i/v");
    assertThat(parse("camel:smtp:h?user=u&password=secret&to=x").display())
        .isEqualTo("camel:smtp:h?user=u&password=xxxxxx&to=x");
    assertThat(parse("udp://h:1").display()).isEqualTo("udp://h:1");
  }

  @Test
  void refusesWhatIsNoUrl() {
    assertThatExceptionOfType(DefinitionException.class)
        .isThrownBy(() -> parse("not a url"))
        .withMessageStartingWith("p.yaml:3:9: error: publisher 'not a url' is not a URL");
  }

  @Test
  void hidesPasswordsOfWhatIsNoUrlToo() {
    assertThatExceptionOfType(DefinitionException.class)
        .isThrownBy(() -> parse("1notifier://u:secret@h"))
        .withMessageContaining("publisher '1notifier://xxxxxx@h' is not a URL");
  }

  private static PublisherUrl parse(String entry) {
    return PublisherUrl.parse(entry, HERE);
  }
}
