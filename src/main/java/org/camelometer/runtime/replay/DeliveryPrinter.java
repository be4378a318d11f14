package org.camelometer.runtime.replay;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.SampleJson;
import org.jspecify.annotations.Nullable;

/** Prints what each publisher would get, one JSON object for each sample. */
public record DeliveryPrinter(PrintWriter out) {

  /** Prints a batch, numbered from 1. */
  public void print(int number, List<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("batch", number);
      object.put("publisher", delivery.publisher().display());
      object.put("sample", SampleJson.fields(delivery.sample()));
      out.print(JsonValues.text(object) + "\n");
    }
  }
}
