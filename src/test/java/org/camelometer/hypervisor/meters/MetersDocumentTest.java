package org.camelometer.hypervisor.meters;

import java.io.IOException;
import java.util.Map;
import org.camelometer.hypervisor.libvirt.FakeInspector;
import org.camelometer.poll.MeterTable;
import org.junit.jupiter.api.Test;

/** The table of compute meters in docs/meters.md says what the code says. */
class MetersDocumentTest {

  @Test
  void hasTheTableThatTheCodeGives() throws IOException {
    MeterTable.check(
        MetersDocumentTest.class,
        units ->
            ComputeProvider.provision(Polls.agent(units, Map.of()), new FakeInspector())
                .pollsters());
  }
}
