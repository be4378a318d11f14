package org.camelometer.publish.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Problem;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.KnownOptions;
import org.camelometer.publish.PublisherContext;
import org.camelometer.publish.PublisherFactory;

/**
 * {@code file:///path?max_bytes=N&backup_count=M&format=json|python}. The limits count only
 * together, and of a repeated one the first value, as in Ceilometer; {@code json} is its way to ask
 * for what is the default here.
 */
public final class FilePublisherFactory implements PublisherFactory {
  private static final String MAX_BYTES = "max_bytes";
  private static final String BACKUP_COUNT = "backup_count";
  private static final int MOST_BACKUPS = 10_000;
  private static final KnownOptions OPTIONS =
      new KnownOptions(MAX_BYTES, BACKUP_COUNT, "json", "format");

  @Override
  public String scheme() {
    return "file";
  }

  @Override
  public FilePublisher create(PublisherUrl url, PublisherContext context) {
    OPTIONS.check(url);
    long maxBytes = 0;
    int backups = 0;
    if (url.options().containsKey(MAX_BYTES) && url.options().containsKey(BACKUP_COUNT)) {
      maxBytes = number(url, MAX_BYTES, Long.MAX_VALUE);
      backups = (int) number(url, BACKUP_COUNT, MOST_BACKUPS);
    }
    return new FilePublisher(path(url), format(url), maxBytes, backups);
  }

  @Override
  public List<Problem> warnings(PublisherUrl url) {
    List<Problem> warnings = new ArrayList<>(OPTIONS.warnings(url));
    if (!url.authority().isEmpty()) {
      warnings.add(
          Problem.warning(
              url.position(),
              "'%s' of %s has no effect: the file is %s; write file:///%s%s if that is meant"
                  .formatted(
                      url.authority(), url.display(), url.path(), url.authority(), url.path())));
    }
    if (url.options().containsKey(MAX_BYTES) != url.options().containsKey(BACKUP_COUNT)) {
      warnings.add(
          Problem.warning(
              url.position(),
              "%s does not rotate: that needs max_bytes and backup_count, whole numbers both"
                  .formatted(url.display())));
    }
    return warnings;
  }

  private static Path path(PublisherUrl url) {
    if (url.path().isEmpty() || url.path().endsWith("/")) {
      throw new DefinitionException(
          url.position(), "%s names no file; write file:///path/name".formatted(url.display()));
    }
    try {
      return Path.of(url.path());
    } catch (InvalidPathException e) {
      throw new DefinitionException(
          url.position(), "%s can't be a file: %s".formatted(url.display(), e.getReason()));
    }
  }

  private static FilePublisher.Format format(PublisherUrl url) {
    Optional<String> format = url.option("format");
    return switch (format.orElse("json")) {
      case "json" -> FilePublisher.Format.JSON;
      case "python" -> FilePublisher.Format.PYTHON;
      default ->
          throw new DefinitionException(
              url.position(),
              "format '%s' of %s is neither json nor python"
                  .formatted(format.orElse(""), url.display()));
    };
  }

  private static long number(PublisherUrl url, String option, long most) {
    String text = url.options().getOrDefault(option, List.of("")).get(0).strip();
    try {
      long number = Long.parseLong(text);
      if (number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // told below, with the option
    }
    throw new DefinitionException(
        url.position(),
        "%s '%s' of %s is not a whole number up to %d"
            .formatted(option, text, url.display(), most));
  }
}
