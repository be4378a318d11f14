package org.camelometer.poll;

/**
 * A pollster or a discovery failed with an error of the virtual machine, such as a missing class.
 */
final class BrokenExtensionException extends Exception {
  private static final long serialVersionUID = 1L;

  BrokenExtensionException(Throwable error) {
    super(error.toString(), error);
  }
}
