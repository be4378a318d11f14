package org.camelometer.hypervisor;

/** The hypervisor doesn't answer; the message is a sentence that says which one and why. */
public class HypervisorException extends Exception {
  private static final long serialVersionUID = 1L;

  public HypervisorException(String sentence) {
    super(sentence);
  }

  public HypervisorException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
