package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.camelometer.poll.StuckResource;
import org.camelometer.runtime.management.ManagedStuck;
import org.junit.jupiter.api.Test;

class ManagedPartsTest {
  private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();

  @Test
  void jmxShowsEachStuckResourceAsItIsAtTheMoment() throws Exception {
    ObjectName name = new ObjectName("org.camelometer.test:type=Stuck,name=things");
    StuckResource one = new StuckResource("1", "one", Instant.EPOCH, "its process is stopped");
    JMX.registerMBean(new ManagedStuck(() -> List.of(one)), name);
    try {
      assertThat(JMX.getAttribute(name, "Count")).isEqualTo(1);
      assertThat((CompositeData[]) JMX.getAttribute(name, "Resources"))
          .singleElement()
          .satisfies(
              shown -> {
                assertThat(shown.get("id")).isEqualTo("1");
                assertThat(shown.get("name")).isEqualTo("one");
                assertThat(shown.get("since")).isEqualTo("1970-01-01T00:00:00Z");
                assertThat(shown.get("reason")).isEqualTo("its process is stopped");
              });
    } finally {
      JMX.unregisterMBean(name);
    }
  }
}
