package io.registrysidecar.cli;

import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.oci.Reference;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;

/** The command line: finds the command, runs it, and tells what went wrong in one line. */
final class Cli {

  private final Console console;

  Cli(Console console) {
    this.console = console;
  }

  /** Runs one command and gives the exit status. */
  int run(String... arguments) {
    CommandLine commandLine = commandLine(arguments);
    int status = commandLine.execute(arguments);
    console.out().flush();
    console.err().flush();
    return status;
  }

  /**
   * The commands that {@code arguments} may be about, with everything that is the same for each of
   * them.
   */
  CommandLine commandLine(String... arguments) {
    RootCommand root = new RootCommand(console);
    CommandLine commandLine = new CommandLine(root, new CommandFactory(console));
    Subcommands.add(commandLine, arguments);
    Version.provide(commandLine, console);
    commandLine.registerConverter(Reference.class, Converters::reference);
    commandLine.registerConverter(Path.class, Path::of);
    commandLine.registerConverter(VexTarget.class, VexTarget::parse);
    commandLine.registerConverter(Platform.class, Converters::platform);
    commandLine.registerConverter(PlatformFilter.class, Converters::platforms);
    commandLine.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    commandLine.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            console.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    commandLine.setUsageHelpLongOptionsMaxWidth(28);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler(new UsageErrors(console));
    commandLine.setExecutionExceptionHandler(new ExecutionErrors(console, root));
    return commandLine;
  }
}
