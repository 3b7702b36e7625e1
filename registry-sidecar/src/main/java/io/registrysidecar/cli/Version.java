package io.registrysidecar.cli;

import io.registrysidecar.image.inflate.Decompressors;
import java.io.IOException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;

/** The version of this program. */
final class Version implements IVersionProvider {

  /** As the jar says; {@code dev} when the classes are not in a jar. */
  static String text() {
    return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "dev");
  }

  /**
   * Answers {@code --version} of a command and of those below it. Not by their annotations: what a
   * command inherits is asked for when it is made, and this looks for libraries.
   */
  static void provide(CommandLine command) {
    command.getCommandSpec().versionProvider(new Version());
    command.getSubcommands().values().forEach(Version::provide);
  }

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {
      "registry-sidecar " + text(),
      "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
      "Layers: " + Decompressors.choose(Decompressors.Wanted.AUTO).description()
    };
  }
}
