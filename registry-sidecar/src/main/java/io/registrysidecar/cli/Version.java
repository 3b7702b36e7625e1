package io.registrysidecar.cli;

import io.registrysidecar.SingleScan;
import io.registrysidecar.config.ConfigurationException;
import java.io.IOException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;

/** The version of this program, and what it reads layers with as it is configured. */
final class Version implements IVersionProvider {

  private final Console console;

  private Version(Console console) {
    this.console = console;
  }

  /** As the jar says; {@code dev} when the classes are not in a jar. */
  static String text() {
    return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "dev");
  }

  /**
   * Answers {@code --version} of a command and of those below it. Not by their annotations: what a
   * command inherits is asked for when it is made, and this looks for libraries.
   */
  static void provide(CommandLine command, Console console) {
    command.getCommandSpec().versionProvider(new Version(console));
    command.getSubcommands().values().forEach(each -> provide(each, console));
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "registry-sidecar " + text(),
      "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
      "Layers: " + layers()
    };
  }

  /** A configuration that cannot be used is no reason to keep the version back. */
  private String layers() {
    try {
      return SingleScan.decompression(new ConfigurationOptions().load(console));
    } catch (ConfigurationException | IOException e) {
      return "cannot be read as configured: " + e.getMessage();
    }
  }
}
