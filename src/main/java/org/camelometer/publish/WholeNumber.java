package org.camelometer.publish;

import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.PublisherUrl;

/** Whole numbers in the options of publisher URLs. */
final class WholeNumber {

  private WholeNumber() {}

  /**
   * The last value of an option, or what counts where it isn't given.
   *
   * @throws DefinitionException naming option and URL if it is no whole number within the limits
   */
  static int of(PublisherUrl url, String option, int otherwise, int least, int most) {
    String text = url.option(option).orElse(Integer.toString(otherwise)).strip();
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // told below, with the option
    }
    throw new DefinitionException(
        url.position(),
        "%s '%s' of %s is not a whole number from %d to %d"
            .formatted(option, text, url.display(), least, most));
  }
}
