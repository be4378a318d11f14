package org.camelometer.component.rabbitmq;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of the messages of completed exchanges.
 *
 * @param rejected failures for which a message is rejected; subclasses and causes count as well
 * @param requeue whether messages that failed otherwise are tried again, or rejected
 */
record FailureRule(List<Class<? extends Throwable>> rejected, boolean requeue) {

  /** The header {@code rabbitmq.REQUEUE} of a failed exchange wins over everything else. */
  Verdict verdict(Exchange exchange) {
    if (!exchange.isFailed() && !exchange.isRollbackOnly()) {
      return Verdict.ACCEPT;
    }
    Boolean said = exchange.getMessage().getHeader(RabbitmqConstants.REQUEUE, Boolean.class);
    if (said != null) {
      return said ? Verdict.REQUEUE : Verdict.REJECT;
    }
    return requeue && !isRejected(exchange.getException()) ? Verdict.REQUEUE : Verdict.REJECT;
  }

  private boolean isRejected(@Nullable Throwable failure) {
    return failure != null
        && rejected.stream().anyMatch(type -> ObjectHelper.getException(type, failure) != null);
  }
}
