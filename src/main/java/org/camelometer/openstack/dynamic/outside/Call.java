package org.camelometer.openstack.dynamic.outside;

import java.net.URI;
import org.camelometer.openstack.dynamic.request.Answer;
import org.camelometer.openstack.dynamic.request.Request;
import org.jspecify.annotations.Nullable;

/** A request on its way through camel-http, in the thread that makes it. For this one thread. */
final class Call {
  private static final ThreadLocal<@Nullable Call> CURRENT = new ThreadLocal<>();

  final Request request;
  final URI url;
  final Authentication authentication;
  @Nullable Answer answer;

  Call(Request request, URI url, Authentication authentication) {
    this.request = request;
    this.url = url;
    this.authentication = authentication;
  }

  /** The one that this thread makes. */
  static Call current() {
    Call call = CURRENT.get();
    if (call == null) {
      throw new IllegalStateException("this client is asked by OutsideRequests alone");
    }
    return call;
  }

  /** Lets something be done for this call in this thread. */
  void during(Runnable work) {
    CURRENT.set(this);
    try {
      work.run();
    } finally {
      CURRENT.remove();
    }
  }

  /** Path and query, as they were written. */
  String target() {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }
}
