package org.camelometer.keystone.session;

import org.camelometer.keystone.wire.ServiceException;
import org.camelometer.poll.AlreadySaid;

/** Keystone gives no token; the session has told the log, and tells when it does again. */
public final class SessionException extends ServiceException implements AlreadySaid {
  private static final long serialVersionUID = 1L;

  SessionException(ServiceException reason) {
    super(reason);
  }
}
