package org.camelometer.component.rabbitmq;

/** There is no connection to a broker at this moment; the text is a sentence that says why. */
final class BrokerAwayException extends Exception {
  private static final long serialVersionUID = 1L;

  BrokerAwayException(String sentence) {
    super(sentence, null, false, false);
  }
}
