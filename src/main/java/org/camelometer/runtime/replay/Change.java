package org.camelometer.runtime.replay;

import java.util.List;
import java.util.Locale;
import org.camelometer.sample.Sample;

/**
 * How what a publisher would get differs between two configurations, for one sample.
 *
 * @param publisher its URL, fit to be shown
 * @param sample as the first configuration gives it; as the second does if the first gives none
 * @param to as the second gives it if the first does, too; otherwise the sample itself
 * @param fields in which the two differ
 */
public record Change(
    Kind kind, String publisher, Sample sample, Sample to, List<FieldChange> fields) {

  /** Who gives the sample. */
  public enum Kind {
    /** The first configuration alone. */
    REMOVED('-'),
    /** The second configuration alone. */
    ADDED('+'),
    /** Both, with different fields. */
    CHANGED('~');

    private final char sign;

    Kind(char sign) {
      this.sign = sign;
    }

    char sign() {
      return sign;
    }

    /** The word in JSON. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Change removed(Delivery delivery) {
    return alone(Kind.REMOVED, delivery);
  }

  static Change added(Delivery delivery) {
    return alone(Kind.ADDED, delivery);
  }

  private static Change alone(Kind kind, Delivery delivery) {
    Sample sample = delivery.sample();
    return new Change(kind, delivery.publisher().display(), sample, sample, List.of());
  }

  static Change changed(Delivery from, Delivery to, List<FieldChange> fields) {
    return new Change(Kind.CHANGED, from.publisher().display(), from.sample(), to.sample(), fields);
  }
}
