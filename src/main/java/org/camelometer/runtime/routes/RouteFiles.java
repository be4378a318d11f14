package org.camelometer.runtime.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/**
 * Where Camel finds the YAML of an agent: the shipped templates and kamelets, and what users put
 * into their configuration folder.
 *
 * @param directory the configuration folder, absolute
 */
public record RouteFiles(Path directory) {
  /** Agents give up sooner on what they know; this is for routes of users. */
  private static final int SHUTDOWN_SECONDS = 9;

  private static final List<String> TEMPLATES =
      List.of(
          "polling-source",
          "polling-change",
          "source",
          "sink",
          "publisher",
          "deliver",
          "publisher-spooled",
          "deliver-spooled");

  /** Makes the folder absolute, as Camel wants its files. */
  public RouteFiles {
    directory = directory.toAbsolutePath();
  }

  /** The templates, each as shipped or as the user replaced it. */
  public List<String> templates() {
    return TEMPLATES.stream().map(this::template).toList();
  }

  private String template(String name) {
    String file = name + ".camel.yaml";
    return Files.exists(routes().resolve(file))
        ? "file:" + routes().resolve(file)
        : "classpath:routes/" + file;
  }

  /** The templates as shipped unless replaced, and the user's own routes. */
  public String patterns() {
    Stream<String> shipped =
        templates().stream().filter(template -> template.startsWith("classpath:"));
    Stream<String> own =
        Files.isDirectory(routes())
            ? Stream.of("file:" + routes() + "/*.camel.yaml")
            : Stream.empty();
    return Stream.concat(shipped, own).collect(Collectors.joining(","));
  }

  private Path routes() {
    return directory.resolve("routes");
  }

  private String kameletLocations() {
    Path kamelets = directory.resolve("kamelets");
    return Files.isDirectory(kamelets)
        ? "file:" + kamelets + ",classpath:kamelets"
        : "classpath:kamelets";
  }

  /**
   * Sets up Camel for a context that loads files and obeys the settings of the folder.
   *
   * @param name of the context
   * @param routes which files to load, separated by commas
   */
  public void configure(Main main, String name, String routes) {
    configure(main, name);
    main.configure().withRoutesIncludePattern(routes);
    Path properties = directory.resolve("application.properties");
    if (Files.exists(properties)) {
      main.setPropertyPlaceholderLocations("file:" + properties);
    }
  }

  /** What holds for every context of ours, whether its routes run or are checked. */
  void configure(Main main, String name) {
    // Ours alone hear signals; camel-main's own would hold on to every agent until the process
    // ends.
    main.setShutdownStrategy(new SimpleMainShutdownStrategy());
    main.setDefaultPropertyPlaceholderLocation("false");
    main.configure()
        .withName(name)
        .withBasePackageScanEnabled(false)
        .withStreamCachingEnabled(false)
        .withShutdownTimeout(SHUTDOWN_SECONDS)
        .withAutoConfigurationLogSummary(false);
    // A batch for a route that isn't there fails at once, instead of holding up its sink for 30 s.
    main.addInitialProperty("camel.component.direct.block", "false");
    main.addInitialProperty("camel.component.kamelet.location", kameletLocations());
  }
}
