package org.camelometer.runtime;

import org.camelometer.definition.DefinitionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command {@code camelometer}. Exit codes: 0 done; 1 failed; 2 wrong configuration or command.
 */
@Command(
    name = "camelometer",
    description = "Polls hypervisors and delivers samples: Ceilometer's agents as Camel routes.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      PollCommand.class,
      MetersCommand.class,
      CheckCommand.class,
      ExplainCommand.class,
      ReplayCommand.class,
      SpoolCommand.class,
      WarmUpCommand.class
    })
public final class Main {
  static final int FAILED = 1;
  static final int WRONG = 2;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals("run")) {
      // Before the first logger is made: a run has no results, its log is what it prints.
      System.setProperty("camelometer.log.target", "System.out");
    }
    System.exit(run(arguments));
  }

  /** Runs one command. */
  private static int run(String... arguments) {
    CommandLine commands = commands();
    if (arguments.length == 0) {
      commands.usage(commands.getErr());
      return WRONG;
    }
    return commands.execute(arguments);
  }

  /** All commands; whoever runs them may set where they write. */
  static CommandLine commands() {
    CommandLine commands = new CommandLine(new Main());
    commands.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof DefinitionException wrong) {
            wrong.problems().forEach(problem -> command.getErr().println(problem));
            return WRONG;
          }
          command.getErr().println(command.getCommandName() + " failed: " + failure);
          return FAILED;
        });
    return commands;
  }

  /** The version of the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"camelometer " + (version == null ? "(from classes)" : version)};
    }
  }
}
