package io.registrysidecar.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The commands, in the order in which help lists them. */
final class Subcommands {

  private static final List<Map.Entry<String, Class<?>>> ALL =
      List.of(
          Map.entry("demo", DemoCommand.class),
          Map.entry("serve", ServeCommand.class),
          Map.entry("scan", ScanCommand.class),
          Map.entry("show", ShowCommand.class),
          Map.entry("sign", SignCommand.class),
          Map.entry("verify", VerifyCommand.class),
          Map.entry("diff", DiffCommand.class),
          Map.entry("explain", ExplainCommand.class),
          Map.entry("policy", PolicyCommand.class),
          Map.entry("vex", VexCommand.class),
          Map.entry("admission", AdmissionCommand.class),
          Map.entry("db", DbCommand.class),
          Map.entry("keys", KeysCommand.class),
          Map.entry("jobs", JobsCommand.class),
          Map.entry("dead-letters", DeadLettersCommand.class));

  private Subcommands() {}

  /**
   * Adds the command that the first argument names, or all where it names none. What a command
   * takes is found by reflection, which for all of them is much of the time of a short run.
   */
  static void add(CommandLine root, String... arguments) {
    boolean named =
        arguments.length > 0
            && ALL.stream().anyMatch(command -> command.getKey().equals(arguments[0]));
    for (Map.Entry<String, Class<?>> command : ALL) {
      if (!named || command.getKey().equals(arguments[0])) {
        root.addSubcommand(command.getKey(), command.getValue());
      }
    }
    below(root).forEach(Subcommands::listHelpLast);
  }

  /** What every command takes is listed behind what each takes, and help at the very end. */
  private static void listHelpLast(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    for (String name : List.of("--help", "--version")) {
      OptionSpec option = spec.findOption(name);
      spec.remove(option);
      spec.addOption(option);
    }
  }

  private static Stream<CommandLine> below(CommandLine command) {
    return command.getSubcommands().values().stream()
        .flatMap(child -> Stream.concat(Stream.of(child), below(child)));
  }
}
