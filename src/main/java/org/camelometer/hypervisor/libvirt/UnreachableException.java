package org.camelometer.hypervisor.libvirt;

import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.poll.AlreadySaid;

/** libvirt can't be reached or doesn't answer, which {@link Reachability} has said. */
final class UnreachableException extends HypervisorException implements AlreadySaid {
  private static final long serialVersionUID = 1L;

  UnreachableException(String sentence) {
    super(sentence);
  }

  UnreachableException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
