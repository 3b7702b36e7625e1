package io.registrysidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** How commands are written, and what is said when they are not. */
class UsageTest {

  @TempDir Path home;

  static Stream<String> everyCommand() {
    var console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(new ByteArrayOutputStream()),
            new PrintStream(new ByteArrayOutputStream()),
            false,
            false,
            Map.of());
    return below(new Cli(console).commandLine()).skip(1);
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void everyCommandTeachesWithExamples(String command) {
    CliRun help = CliRun.of(home, (command + " --help").split(" "));

    assertThat(help.status()).isZero();
    assertThat(help.out()).contains("Usage: registry-sidecar " + command).contains("Examples:");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void thePageOfCommandsIsWhatTheProgramSays() {
    assertThat(Path.of("../docs/commands.md"))
        .as("write it again: registry-sidecar/bin/registry-sidecar --help-all > docs/commands.md")
        .hasContent(CliRun.of(home, "--help-all").out());
  }

  @Test
  void theVersionIsAResult() {
    CliRun version = CliRun.of(home, "--version");

    assertThat(version.status()).isZero();
    assertThat(version.out()).startsWith("registry-sidecar ").contains("Java 25", "Layers: gzip (");
  }

  @Test
  void theVersionSaysWhoReadsLayersAsItIsConfigured() {
    assertThat(CliRun.of(home, Map.of("SIDECAR_INFLATE", "jdk"), "--version").out())
        .contains("Layers: gzip (JDK), zstd (zstd-jni)");
    assertThat(CliRun.of(home, Map.of("SIDECAR_INFLATE", "libdeflate"), "--version").out())
        .contains("Layers: gzip (libdeflate and JDK), zstd (zstd-jni)");
  }

  @Test
  void theVersionIsSaidUnderAnyConfiguration() {
    CliRun version = CliRun.of(home, Map.of("SIDECAR_INFLATE", "zlib"), "--version");

    assertThat(version.status()).isZero();
    assertThat(version.out())
        .startsWith("registry-sidecar ")
        .contains("Layers: cannot be read as configured: ", "SIDECAR_INFLATE", "libdeflate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | Which command? To begin: registry-sidecar demo",
        "scna alpine | Did you mean: registry-sidecar scan",
        "scan | Missing required parameter: 'TARGET'",
        "scan --format xml x | there is no format 'xml'; there are: table, json, cyclonedx,"
            + " cyclonedx-xml, spdx, spdx-tv, sarif",
        "scan --fail-on dreadful x | dreadful",
        "scan --platform linux x | not a platform: \"linux\"; write os/architecture[/variant] or"
            + " all",
        "scan --bogus x | Unknown option: '--bogus'",
        "show UPPER/Case::1 | UPPER/Case::1",
        "jobs | Which of list, retry and drop?",
        "jobs retry | Name jobs, or say --all",
        "jobs drop --all x | Name jobs, or say --all",
        "dead-letters | Which of list, show and drop?",
        "dead-letters drop | Name notifications by their numbers, or say --all",
        "dead-letters drop --all 7 | Name notifications by their numbers, or say --all",
        "db | Which of import and status?",
      })
  void whatIsWronglyWrittenIsSaidInOneLineWithStatus2(String arguments, String says) {
    CliRun run = CliRun.of(home, arguments == null ? new String[0] : arguments.split(" "));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(says).doesNotContain("\tat ", "Exception");
    assertThat(run.err().lines().count()).isLessThanOrEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  private static Stream<String> below(CommandLine command) {
    return Stream.concat(
        Stream.of(command.getCommandSpec().qualifiedName().replaceFirst("registry-sidecar ?", "")),
        command.getSubcommands().values().stream().flatMap(UsageTest::below));
  }
}
