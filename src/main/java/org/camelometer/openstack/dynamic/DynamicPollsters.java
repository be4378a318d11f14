package org.camelometer.openstack.dynamic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problems;
import org.camelometer.definition.Settings;
import org.camelometer.openstack.dynamic.outside.OutsideRequests;
import org.camelometer.openstack.dynamic.request.Cloud;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.PollsterProvider.Provision;

/** Makes the dynamic pollsters of one namespace, from the files that the settings name. */
public final class DynamicPollsters {
  /** Folders with commas between them, relative to the configuration's. */
  static final String FOLDERS = "camelometer.pollsters-definitions-dirs";

  /** Whether commands may be run. */
  static final String COMMANDS = "camelometer.pollsters.host-commands";

  private static final String NAMESPACES = "camelometer.namespaces";
  private static final String LENIENT = "camelometer.lenient";

  private DynamicPollsters() {}

  /**
   * Reads the files; asks nobody yet.
   *
   * @param namespace those of pollsters that name it; a pollster that names several is made once
   * @param cloud the OpenStack that pollsters with an {@code endpoint_type} ask; without one, they
   *     are left out with a warning
   * @throws org.camelometer.definition.DefinitionException with everything that is wrong
   */
  public static Provision open(AgentContext agent, String namespace, Optional<Cloud> cloud) {
    Problems problems = new Problems();
    List<Definition> definitions = load(agent, problems);
    problems.throwIfErrors();
    OutsideRequests outside = new OutsideRequests();
    Optional<HostCommands> commands =
        agent.settings().flag(COMMANDS, false) ? Optional.of(new HostCommands()) : Optional.empty();
    Means means = new Means(cloud, outside, commands);
    Availability availability = new Availability(means, problems);
    List<Pollster> pollsters = new ArrayList<>();
    for (Definition definition : definitions) {
      if (isOf(namespace, definition, agent.settings())) {
        availability
            .of(definition)
            .ifPresent(able -> pollsters.add(new DynamicPollster(able, means, agent)));
      }
    }
    return new Provision(
        pollsters, DynamicDiscovery.of(agent.host(), cloud), outside::close, problems.list());
  }

  private static List<Definition> load(AgentContext agent, Problems problems) {
    DefinitionLoader loader = new DefinitionLoader(agent.settings().flag(LENIENT, false), problems);
    Optional<String> set = agent.settings().get(FOLDERS);
    for (String name : words(set.orElse("pollsters.d"))) {
      Path folder = agent.folder().resolve(name);
      if (set.isPresent() && !folder.toFile().isDirectory()) {
        problems.error(
            agent.settings().position(FOLDERS),
            "%s names '%s', which is no folder; create it or name another one"
                .formatted(FOLDERS, folder));
      }
      loader.folder(folder);
    }
    return loader.definitions();
  }

  /** The first of the agent's namespaces that a pollster names has it. */
  private static boolean isOf(String namespace, Definition definition, Settings settings) {
    Set<String> ofAgent = words(settings.get(NAMESPACES, "compute"));
    return ofAgent.stream()
        .filter(definition.namespaces()::contains)
        .findFirst()
        .filter(namespace::equals)
        .isPresent();
  }

  private static Set<String> words(String text) {
    Set<String> words = new LinkedHashSet<>(Arrays.asList(text.strip().split("[,\\s]+")));
    words.remove("");
    return words;
  }

  /** Says what of a definition can't be asked here, and leaves it out. */
  private record Availability(Means means, Problems problems) {

    Optional<Definition> of(Definition definition) {
      Optional<String> lack = lack(definition.origin().kind());
      if (lack.isPresent()) {
        note(definition.position(), definition.shown() + " is left out: " + lack.get());
        return Optional.empty();
      }
      List<Enrichment.Field> fields = new ArrayList<>();
      for (Enrichment.Field field : definition.enrichment().fields()) {
        of(field.definition())
            .ifPresent(able -> fields.add(new Enrichment.Field(able, field.cached())));
      }
      return Optional.of(
          new Definition(
              definition.position(),
              definition.meter(),
              definition.origin(),
              definition.extraction(),
              new Enrichment(List.copyOf(fields), definition.enrichment().skipped()),
              definition.namespaces()));
    }

    private Optional<String> lack(Origin.Kind kind) {
      if (kind instanceof Origin.Service service && means.cloud().isEmpty()) {
        return Optional.of(
            "it asks the OpenStack service '%s', and this agent has no login to an OpenStack"
                .formatted(service.type()));
      }
      if (kind instanceof Origin.Outside outside
          && outside.parameters().isEmpty()
          && means.cloud().isEmpty()) {
        return Optional.of(
            "its login is in Barbican, and this agent has no login to an OpenStack; write it into"
                + " authentication_parameters, as {{env:NAME}} or {{file:PATH}}");
      }
      return kind instanceof Origin.Command && means.commands().isEmpty()
          ? Optional.of(
              "host_command runs with the rights of this agent, so that it must be switched on by "
                  + COMMANDS
                  + "=true")
          : Optional.empty();
    }

    private void note(Position position, String sentence) {
      problems.warning(position, sentence);
    }
  }
}
