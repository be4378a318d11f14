package org.camelometer.runtime.management;

import java.util.List;

/** The resources set aside, in JMX. */
public interface SetAsideMXBean {

  /** How many resources are set aside, over all sources and pollsters. */
  int getCount();

  /** Each of them: source, pollster, resource, reason, pause in seconds, and until when. */
  List<Item> getResources();

  /** Takes all of them back at the next tick. */
  void clear();

  /** A resource set aside. */
  record Item(
      String source,
      String pollster,
      String resource,
      String reason,
      long pauseSeconds,
      String until) {

    @java.beans.ConstructorProperties({
      "source",
      "pollster",
      "resource",
      "reason",
      "pauseSeconds",
      "until"
    })
    public Item {}

    public String getSource() {
      return source;
    }

    public String getPollster() {
      return pollster;
    }

    public String getResource() {
      return resource;
    }

    public String getReason() {
      return reason;
    }

    public long getPauseSeconds() {
      return pauseSeconds;
    }

    public String getUntil() {
      return until;
    }
  }
}
