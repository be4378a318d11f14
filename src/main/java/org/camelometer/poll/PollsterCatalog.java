package org.camelometer.poll;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Glob;
import org.camelometer.definition.MeterFilter;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problem;

/**
 * Every pollster and discovery of the chosen namespaces. Immutable but for {@link #close}; for any
 * thread.
 */
public final class PollsterCatalog implements AutoCloseable {
  private final List<Entry> entries;
  private final Map<String, Discovery> discoveries;
  private final List<Entry> unavailable;
  private final List<PollsterProvider.Provision> provisions;

  private PollsterCatalog(
      List<Entry> entries,
      List<Entry> unavailable,
      Map<String, Discovery> discoveries,
      List<PollsterProvider.Provision> provisions) {
    this.entries = List.copyOf(entries);
    this.unavailable = List.copyOf(unavailable);
    this.discoveries = discoveries;
    this.provisions = List.copyOf(provisions);
  }

  /** What the providers on the class path give for these namespaces. */
  public static PollsterCatalog load(Set<String> namespaces, AgentContext agent) {
    return of(providers(), namespaces, agent);
  }

  /** What these providers give for these namespaces. */
  public static PollsterCatalog of(
      Collection<? extends PollsterProvider> providers,
      Set<String> namespaces,
      AgentContext agent) {
    List<Entry> entries = new ArrayList<>();
    List<Entry> unavailable = new ArrayList<>();
    Map<String, Discovery> discoveries = new LinkedHashMap<>();
    List<PollsterProvider.Provision> provisions = new ArrayList<>();
    for (PollsterProvider provider : providers) {
      if (namespaces.contains(provider.namespace())) {
        PollsterProvider.Provision provision = provider.open(agent);
        provisions.add(provision);
        provision.pollsters().forEach(p -> entries.add(new Entry(provider.namespace(), p)));
        provision.unavailable().forEach(p -> unavailable.add(new Entry(provider.namespace(), p)));
        provision.discoveries().forEach(d -> discoveries.putIfAbsent(d.name(), d));
      }
    }
    return new PollsterCatalog(entries, unavailable, discoveries, provisions);
  }

  /** The namespaces that some provider on the class path serves. */
  public static Set<String> namespaces() {
    Set<String> namespaces = new java.util.TreeSet<>();
    providers().forEach(provider -> namespaces.add(provider.namespace()));
    return namespaces;
  }

  private static List<PollsterProvider> providers() {
    try {
      List<PollsterProvider> providers = new ArrayList<>();
      ServiceLoader.load(PollsterProvider.class).forEach(providers::add);
      return providers;
    } catch (ServiceConfigurationError e) {
      throw new DefinitionException(
          Position.of("lib"), "a jar with pollsters can't be used: " + e.getMessage());
    }
  }

  /** The same with those pollsters alone whose name any of the patterns matches. */
  public PollsterCatalog only(List<Glob> patterns) {
    return new PollsterCatalog(
        only(patterns, entries), only(patterns, unavailable), discoveries, provisions);
  }

  private static List<Entry> only(List<Glob> patterns, List<Entry> entries) {
    return entries.stream()
        .filter(e -> patterns.stream().anyMatch(glob -> glob.matches(e.pollster().name())))
        .toList();
  }

  /** Those pollsters that a source of these meters gets. */
  public List<Pollster> selectedBy(MeterFilter meters) {
    return entries.stream().map(Entry::pollster).filter(p -> p.isSelectedBy(meters)).toList();
  }

  /** What the providers find legal in their files, but hardly meant. */
  public List<Problem> warnings() {
    return provisions.stream().flatMap(provision -> provision.warnings().stream()).toList();
  }

  /** What was asked of services so far; from any thread. */
  public List<ServiceCalls> calls() {
    return provisions.stream().flatMap(provision -> provision.calls().get().stream()).toList();
  }

  public List<Entry> entries() {
    return entries;
  }

  /** Those that can't read anything here, and are only listed. */
  public List<Entry> unavailable() {
    return unavailable;
  }

  public Optional<Discovery> discovery(String name) {
    return Optional.ofNullable(discoveries.get(name));
  }

  /** All discoveries, by their names. */
  public Map<String, Discovery> discoveries() {
    return Collections.unmodifiableMap(discoveries);
  }

  public Set<String> discoveryNames() {
    return discoveries.keySet();
  }

  /** Lets go what the providers hold. */
  @Override
  public void close() {
    provisions.forEach(provision -> provision.release().run());
  }

  /** A pollster and the namespace that brought it. */
  public record Entry(String namespace, Pollster pollster) {}
}
