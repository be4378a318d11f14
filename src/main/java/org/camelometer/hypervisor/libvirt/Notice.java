package org.camelometer.hypervisor.libvirt;

import java.util.Optional;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.poll.AlreadySaid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that readings are incomplete, and once that they are complete again. For one thread.
 */
final class Notice {
  private static final Logger LOG = LoggerFactory.getLogger(Notice.class);

  private boolean incomplete;

  /** Tells how a reading went. */
  void tell(int guests, int unread, Optional<HypervisorException> failure) {
    boolean isSaid = failure.filter(AlreadySaid.class::isInstance).isPresent();
    if (unread > 0 && !incomplete && !isSaid) {
      incomplete = true;
      LOG.warn(
          "{} of {} running guests are not read: {}",
          unread,
          guests,
          failure.map(Exception::getMessage).orElse("the time of the cycle was over before"));
    } else if (unread == 0 && incomplete) {
      incomplete = false;
      LOG.info("all {} running guests are read again", guests);
    }
  }
}
