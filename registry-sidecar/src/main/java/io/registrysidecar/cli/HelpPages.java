package io.registrysidecar.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Writes {@code docs/commands.md}: what {@code --help} of each command says. */
final class HelpPages {

  private static final String INTRODUCTION =
      """
      # Commands

      Results go to standard output, everything else to standard error. Exit status: 0 done, 1 `--fail-on` or a policy not met, 2 wrongly written, 3 could not be done (one line says what, why, and
      what to try), 4 done but with incomplete coverage where `--require-coverage` was asked for.

      This page is written by `registry-sidecar --help-all`, and a test compares it with the program.
      """;

  private HelpPages() {}

  /** The whole page, without colours. */
  static String markdown(CommandLine root) {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    all(root)
        .forEach(command ->
            page.append("\n## ")
                .append(command.getCommandSpec().qualifiedName())
                .append("\n\n```\n")
                .append(command.getUsageMessage(Ansi.OFF).stripTrailing())
                .append("\n```\n"));
    return page.toString();
  }

  private static Stream<CommandLine> all(CommandLine command) {
    Map<String, CommandLine> below = command.getSubcommands();
    return Stream.concat(
        Stream.of(command), List.copyOf(below.values()).stream().flatMap(HelpPages::all));
  }
}
