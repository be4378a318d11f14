package org.camelometer.runtime;

import java.io.IOException;
import org.camelometer.sample.JsonValues;

/** Prints the metadata of a guest as JSON, for a peer that is to send the same. */
final class GuestMetadata {
  private GuestMetadata() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    System.out.println(JsonValues.text(Cloud.guest(0).metadata()));
  }
}
