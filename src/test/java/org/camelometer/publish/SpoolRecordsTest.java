package org.camelometer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;

class SpoolRecordsTest {
  private final SpoolRecords records = new SpoolRecords(50);

  @Test
  void aRecordHoldsAsManySamplesAsAreSentAtOnceAndNoneIsMissing() throws Exception {
    List<Sample> batch = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      batch.add(Sample.builder("m" + i, MeterType.GAUGE, "B").volume(i).build());
    }

    List<Sample> read = new ArrayList<>();
    for (byte[] record : records.encode(batch)) {
      read.addAll(records.decode(record));
    }

    assertThat(records.units(batch)).containsExactly(50, 50, 20);
    assertThat(records.encode(batch)).hasSize(3);
    assertThat(read).isEqualTo(batch);
  }

  @Test
  void aRecordOfSomethingElseIsUndeliverableForGood() {
    assertThatThrownBy(() -> records.decode(new byte[] {7}))
        .isInstanceOf(UndeliverableException.class)
        .hasMessageContaining("can't be read");
  }
}
