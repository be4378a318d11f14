package org.camelometer.runtime;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.component.spool.SpoolRecord;
import org.camelometer.component.spool.SpoolStatus;
import org.camelometer.sample.BatchCodec;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/** What {@code spool} prints of spools and records, for people and as JSON. */
final class SpoolFields {
  private SpoolFields() {}

  static Map<String, @Nullable Object> of(String name, SpoolStatus status, String publisher) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("spool", name);
    fields.put("publisher", publisher);
    fields.put("accepted", accepted(status));
    fields.put("delivered", status.delivered());
    fields.put("pending", status.pending());
    fields.put("refused", refused(status));
    fields.put(
        "refused_by_reason",
        Map.of(
            "dropped for newer", status.dropped(),
            "refused by the receiver", status.refused(),
            "set apart", status.quarantined(),
            "spool damaged", status.lost(),
            "spool full", status.turnedAway()));
    fields.put("set_apart_records", status.quarantineCount());
    fields.put("set_apart_samples", status.quarantineUnits());
    fields.put("records", status.count());
    fields.put("bytes", status.bytes());
    fields.put("oldest", status.oldest() == null ? null : status.oldest().toString());
    return fields;
  }

  private static long accepted(SpoolStatus status) {
    return status.accepted() + status.turnedAway();
  }

  private static long refused(SpoolStatus status) {
    return accepted(status) - status.delivered() - status.pending();
  }

  static String[] row(String name, SpoolStatus status, String publisher) {
    return new String[] {
      name,
      String.valueOf(accepted(status)),
      String.valueOf(status.delivered()),
      String.valueOf(status.pending()),
      String.valueOf(refused(status)),
      String.valueOf(status.quarantineUnits()),
      String.valueOf(status.bytes()),
      status.oldest() == null ? "" : seconds(status.oldest()),
      publisher
    };
  }

  static Map<String, @Nullable Object> of(SpoolRecord record) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", record.id());
    fields.put("since", record.since().toString());
    fields.put("samples", record.units());
    fields.put("bytes", record.size());
    fields.put("attempts", record.attempts());
    fields.put("set_apart", record.reason() != null);
    fields.put("reason", record.reason());
    return fields;
  }

  static String[] row(SpoolRecord record) {
    return new String[] {
      String.valueOf(record.id()),
      seconds(record.since()),
      String.valueOf(record.units()),
      String.valueOf(record.size()),
      String.valueOf(record.attempts()),
      record.reason() == null ? "waits" : "set apart: " + record.reason()
    };
  }

  private static String seconds(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static List<Sample> samples(SpoolRecord record) throws IOException {
    return BatchCodec.decode(record.body());
  }
}
