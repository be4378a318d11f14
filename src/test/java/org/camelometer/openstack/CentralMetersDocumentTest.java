package org.camelometer.openstack;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.camelometer.definition.Settings;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.MeterTable;
import org.junit.jupiter.api.Test;

/** The table of central meters in docs/meters.md says what the code says. */
class CentralMetersDocumentTest {

  @Test
  void hasTheTableThatTheCodeGives() throws IOException {
    MeterTable.check(
        CentralMetersDocumentTest.class,
        units ->
            CentralPollsters.pollsters(
                new AgentContext(
                    "here", "openstack", units, Settings.of(Map.of()), Clock.systemUTC())));
  }
}
