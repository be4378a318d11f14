package org.camelometer.openstack.dynamic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostCommandsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final HostCommands commands = new HostCommands();

  @Test
  void takesPlainCommandsApartAsAShellWould() {
    assertThat(CommandWords.split("a  'b c' \"d e\"f ''"))
        .contains(List.of("a", "b c", "d ef", ""));
    assertThat(CommandWords.split("")).contains(List.of());
  }

  @Test
  void leavesToAShellWhatOnlyAShellUnderstands() {
    for (String command :
        List.of("a | b", "a > b", "a $HOME", "a `b`", "a \"$b\"", "a; b", "A=1 b", "a *", "a 'b")) {
      assertThat(CommandWords.split(command)).as(command).isEmpty();
    }
  }

  @Test
  void givesTheOutputWithoutTheLastLineEnd() throws ReadingException {
    assertThat(commands.run("echo 'a  b'", false, LONG)).isEqualTo("a  b");
    assertThat(commands.run("echo a; echo b", true, LONG)).isEqualTo("a\nb");
  }

  @Test
  void givesComplaintsToo() throws ReadingException {
    assertThat(commands.run("echo no >&2; exit 3", true, LONG)).isEqualTo("no");
  }

  @Test
  void givesNoShellWhatWasPutTogetherFromData() {
    assertThatThrownBy(() -> commands.run("echo x; rm -rf /tmp/nothing", false, LONG))
        .isInstanceOf(ReadingException.class)
        .hasMessage(
            "the command 'echo …' needs a shell, which gets no command that was put together from"
                + " data");
  }

  @Test
  void endsWhatDoesNotEndByItself() {
    assertThatThrownBy(() -> commands.run("sleep 600 & sleep 600", true, Duration.ofMillis(50)))
        .hasMessage("the command 'sleep …' doesn't end within 50 ms");
  }

  @Test
  void endsWhatSaysTooMuch() {
    assertThatThrownBy(() -> commands.run("yes", true, LONG))
        .hasMessageContaining("says more than");
  }

  @Test
  void namesAProgramThatIsNotThere() {
    assertThatThrownBy(() -> commands.run("no-such-program --x", true, LONG))
        .hasMessageStartingWith("the command 'no-such-program …' can't be run");
  }
}
