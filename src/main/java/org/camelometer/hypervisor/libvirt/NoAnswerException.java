package org.camelometer.hypervisor.libvirt;

import org.camelometer.hypervisor.HypervisorException;

/** A call to libvirt had no answer in its time. */
final class NoAnswerException extends HypervisorException {
  private static final long serialVersionUID = 1L;

  NoAnswerException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
