package org.camelometer.runtime.management;

import java.util.List;

/** Resources that are there and don't answer, in JMX. */
public interface StuckMXBean {

  /** How many there are. */
  int getCount();

  /** Each of them: its id and name, since when, and why. */
  List<Item> getResources();

  /** A resource that doesn't answer. */
  record Item(String id, String name, String since, String reason) {

    @java.beans.ConstructorProperties({"id", "name", "since", "reason"})
    public Item {}

    public String getId() {
      return id;
    }

    public String getName() {
      return name;
    }

    public String getSince() {
      return since;
    }

    public String getReason() {
      return reason;
    }
  }
}
