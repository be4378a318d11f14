package org.camelometer.transform;

import java.util.Locale;
import java.util.Map;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * What the aggregator does with what isn't the volume of the samples that it makes one of.
 *
 * @param project whose project counts; null if samples of different projects are kept apart
 * @param user whose user counts; null if samples of different users are kept apart
 * @param metadata whose metadata counts
 * @param lastTimestamp whether the last timestamp counts instead of the first
 */
record MergePolicy(
    @Nullable Choice project, @Nullable Choice user, Choice metadata, boolean lastTimestamp) {

  /** Which of several values counts. */
  enum Choice {
    FIRST,
    LAST,
    DROP
  }

  static MergePolicy read(Parameters parameters) {
    return new MergePolicy(
        owner("project_id", parameters),
        owner("user_id", parameters),
        parameters.has("resource_metadata")
            ? choice("resource_metadata", parameters, true)
            : Choice.LAST,
        lastTimestamp(parameters));
  }

  private static @Nullable Choice owner(String name, Parameters parameters) {
    String text = parameters.text(name).orElse("");
    return text.isEmpty() ? null : choice(name, parameters, false);
  }

  private static Choice choice(String name, Parameters parameters, boolean droppable) {
    String text = parameters.text(name).orElse("");
    for (Choice choice : Choice.values()) {
      boolean offered = choice != Choice.DROP || droppable;
      if (offered && choice.name().toLowerCase(Locale.ROOT).equals(text)) {
        return choice;
      }
    }
    parameters.warning(
        name,
        "is '%s', which counts as last; write first%s"
            .formatted(text, droppable ? ", last or drop" : " or last"));
    return Choice.LAST;
  }

  private static boolean lastTimestamp(Parameters parameters) {
    String text = parameters.text("timestamp").orElse("first");
    boolean last = text.equals("last");
    if (!last && !text.equals("first")) {
      parameters.warning(
          "timestamp", "is '%s', which counts as first; write first or last".formatted(text));
    }
    return last;
  }

  /** What samples must have in common to be made one. */
  Key key(Sample sample) {
    return new Key(
        sample.name(),
        sample.resourceId(),
        project == null ? sample.projectId() : null,
        user == null ? sample.userId() : null);
  }

  /** The metadata that an aggregate starts with. */
  Map<String, @Nullable Object> metadata(Sample first) {
    return metadata == Choice.DROP ? Map.of() : first.resourceMetadata();
  }

  /**
   * What samples have in common.
   *
   * @param project null also where projects aren't kept apart
   * @param user null also where users aren't kept apart
   */
  record Key(
      String name, @Nullable String resource, @Nullable String project, @Nullable String user) {}
}
