package org.camelometer.openstack.dynamic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a command apart into words, as a shell would, if nothing but a shell's quotes is in it. */
final class CommandWords {
  /** Signs by which a shell does more than to take words apart. */
  private static final String OF_SHELL = "|&;<>()$`\\*?[]#~{}!\n";

  private final String command;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;

  private CommandWords(String command) {
    this.command = command;
  }

  /** The words; empty if it takes a shell to understand the text. */
  static Optional<List<String>> split(String command) {
    CommandWords words = new CommandWords(command);
    boolean isPlain = words.read() && (words.words.isEmpty() || !words.words.get(0).contains("="));
    return isPlain ? Optional.of(List.copyOf(words.words)) : Optional.empty();
  }

  private boolean read() {
    int at = 0;
    while (at < command.length()) {
      char sign = command.charAt(at);
      if (sign == '\'' || sign == '"') {
        int end = command.indexOf(sign, at + 1);
        if (end < 0 || (sign == '"' && command.substring(at, end).matches("(?s).*[$`\\\\!].*"))) {
          return false;
        }
        word.append(command, at + 1, end);
        inWord = true;
        at = end;
      } else if (sign == ' ' || sign == '\t') {
        finish();
      } else if (OF_SHELL.indexOf(sign) >= 0) {
        return false;
      } else {
        word.append(sign);
        inWord = true;
      }
      at++;
    }
    finish();
    return true;
  }

  private void finish() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
