package org.camelometer.runtime.management;

import java.util.List;

/** What OpenStack's services were asked since the start, in JMX. */
public interface CallsMXBean {

  /** Each service that was asked. */
  List<Item> getServices();

  /** One of them: requests sent, those among them that were sent again, in vain, not sent. */
  record Item(String service, long calls, long retries, long failures, long refusals) {

    @java.beans.ConstructorProperties({"service", "calls", "retries", "failures", "refusals"})
    public Item {}

    public String getService() {
      return service;
    }

    public long getCalls() {
      return calls;
    }

    public long getRetries() {
      return retries;
    }

    public long getFailures() {
      return failures;
    }

    public long getRefusals() {
      return refusals;
    }
  }
}
