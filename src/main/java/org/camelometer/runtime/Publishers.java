package org.camelometer.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Nearest;
import org.camelometer.definition.Problem;
import org.camelometer.definition.Problems;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.definition.SinkDefinition;
import org.camelometer.publish.Abortable;
import org.camelometer.publish.Companions;
import org.camelometer.publish.PublisherContext;
import org.camelometer.publish.PublisherFactory;
import org.camelometer.publish.SpoolOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the publishers of all sinks, before anything runs. For one thread. */
final class Publishers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Publishers.class);

  /** The publisher of {@code telemetry.polling}, where polled samples go in mode notify. */
  static final String NOTIFY = "publisher-telemetry.polling";

  private final Map<String, PublisherFactory> factories = new TreeMap<>();
  private final Path userKamelets;
  private final PublisherContext context;
  private final Problems problems = new Problems();

  /** What is wrong with a URL, wherever it stands. */
  private final Map<String, List<Problem>> faults = new HashMap<>();

  private final Map<String, Object> beans = new LinkedHashMap<>();
  private final Map<String, String> beanNames = new LinkedHashMap<>();
  private final Set<String> spoolNames = new HashSet<>();
  private final List<Publisher> publishers = new ArrayList<>();

  /**
   * Prepares to make publishers.
   *
   * @param userKamelets the folder in which users keep kamelets of their own
   */
  Publishers(Path userKamelets, PublisherContext context) {
    this.userKamelets = userKamelets;
    this.context = context;
    ServiceLoader.load(PublisherFactory.class).forEach(f -> factories.put(f.scheme(), f));
  }

  /** Makes the publishers of a sink, in their order; what is wrong is told by {@link #problems}. */
  List<Publisher> add(SinkDefinition sink) {
    List<Publisher> made = new ArrayList<>();
    for (int i = 0; i < sink.publishers().size(); i++) {
      PublisherUrl url = sink.publishers().get(i);
      String name = RouteNames.publisher(sink.name(), i, url.scheme());
      made.add(add(name, sink.name(), url));
    }
    return made;
  }

  /** The publisher of polled samples in mode notify. */
  void addNotifier(PublisherUrl url) {
    publishers.add(make(NOTIFY, "telemetry.polling", "The bus, for polled samples,", url));
  }

  private Publisher add(String name, String sink, PublisherUrl url) {
    String shown = "Publisher %s of sink '%s'".formatted(url.display(), sink);
    Publisher publisher = make(name, sink, shown, url);
    publishers.add(publisher);
    return publisher;
  }

  private Publisher make(String name, String sink, String shown, PublisherUrl url) {
    String bean = beanNames.get(url.text());
    if (bean == null) {
      bean =
          "settings-%d-%s".formatted(beanNames.size(), url.scheme().replaceAll("[^a-z0-9]", "_"));
      beanNames.put(url.text(), bean);
      create(bean, url);
    }
    List<Problem> known = faults.getOrDefault(url.text(), List.of());
    known.forEach(
        p -> problems.addAll(List.of(new Problem(url.position(), p.severity(), p.sentence()))));
    PublisherFactory factory = factories.get(url.scheme());
    int inFlight = factory == null ? 1 : factory.inFlight();
    return new Publisher(
        name, shown, url, bean, batchSize(url), inFlight, spoolName(sink, url), spoolOf(url));
  }

  private SpoolOptions spoolOf(PublisherUrl url) {
    PublisherFactory factory = factories.get(url.scheme());
    try {
      return SpoolOptions.of(url, factory != null && factory.isSpooled());
    } catch (DefinitionException e) {
      problems.addAll(e.problems());
      return SpoolOptions.NONE;
    }
  }

  private int batchSize(PublisherUrl url) {
    PublisherFactory factory = factories.get(url.scheme());
    try {
      return factory == null ? Integer.MAX_VALUE : factory.batchSize(url, context);
    } catch (DefinitionException e) {
      problems.addAll(e.problems());
      return 1;
    }
  }

  /** A sink that names one destination twice sends everything twice, from a spool for each. */
  private String spoolName(String sink, PublisherUrl url) {
    String name = RouteNames.spool(sink, url);
    int number = 2;
    String free = name;
    while (!spoolNames.add(free)) {
      free = name + "-" + number++;
    }
    return free;
  }

  private void create(String name, PublisherUrl url) {
    PublisherFactory factory = factories.get(url.scheme());
    if (factory != null) {
      try {
        bind(name, factory.create(url, context));
        faults.put(url.text(), factory.warnings(url));
      } catch (DefinitionException e) {
        faults.put(url.text(), e.problems());
      }
    } else if (hasKamelet(url.scheme())) {
      beans.put(name, url);
    } else {
      faults.put(url.text(), List.of(Problem.error(url.position(), unknown(url.scheme()))));
    }
  }

  private void bind(String name, Object bean) {
    beans.put(name, bean);
    if (bean instanceof Companions companions) {
      companions.companions().forEach((key, other) -> beans.put(name + "-" + key, other));
    }
  }

  private boolean hasKamelet(String scheme) {
    String file = "publisher-%s.kamelet.yaml".formatted(scheme);
    return Files.exists(userKamelets.resolve(file))
        || Publishers.class.getResource("/kamelets/" + file) != null;
  }

  private String unknown(String scheme) {
    Set<String> known = new TreeSet<>(factories.keySet());
    return "there is no publisher '%s'%s; a kamelet publisher-%s in %s would make one"
        .formatted(scheme, Nearest.hint(scheme, known), scheme, userKamelets);
  }

  /** What is wrong with the URLs, and what of them does nothing. */
  List<Problem> problems() {
    return problems.list();
  }

  /** What kamelets find in the registry, by name. */
  Map<String, Object> beans() {
    return beans;
  }

  /** All publishers, in the order of making. */
  List<Publisher> all() {
    return publishers;
  }

  /** Has all of them fail what is on its way, and whatever comes later. */
  void abort() {
    for (Object bean : beans.values()) {
      if (bean instanceof Abortable abortable) {
        abortable.abort();
      }
    }
  }

  @Override
  public void close() {
    for (Object bean : beans.values()) {
      if (bean instanceof AutoCloseable closeable) {
        try {
          closeable.close();
        } catch (Exception e) {
          LOG.warn("A publisher could not be closed in order: {}", e.getMessage());
        }
      }
    }
  }
}
