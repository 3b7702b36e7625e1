package io.registrysidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be done is said in one line on standard error, with status 3. */
class FailureTest {

  @TempDir Path home;

  @Test
  void aRegistryThatNobodyAnswersFor() throws IOException {
    String nobody = "127.0.0.1:" + closedPort();

    CliRun run = CliRun.of(home, "show", nobody + "/team/app:1");

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains(nobody).contains("cannot be reached").hasLineCount(1);
  }

  @Test
  void aServiceWithoutARegistry() {
    CliRun run = CliRun.of(home, "serve");

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("no registry is configured; set REGISTRY_URL=").hasLineCount(1);
  }

  @Test
  void everyProblemOfAConfigurationHasItsLine() throws IOException {
    Path file = Files.writeString(home.resolve("sidecar.yaml"), "listn: x\nworkers: many\n");

    CliRun run = CliRun.of(home, "serve", "--config", file.toString());

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err())
        .contains("sidecar.yaml:1: listn: unknown key; did you mean listen?")
        .contains("sidecar.yaml:2: workers: \"many\" is not a number")
        .hasLineCount(2);
  }

  @Test
  void anEnvironmentThatIsWrong() {
    CliRun run =
        CliRun.of(home, Map.of("REGISTRY_URL", "registry", "SIDECAR_LISTEN", "8080"), "serve");

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("REGISTRY_URL: ").contains("SIDECAR_LISTEN: ");
  }

  @Test
  void jobsWithoutAnyState() {
    CliRun run = CliRun.of(home, "jobs", "list");

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("there is no directory " + home.resolve("state"));
  }

  @Test
  void aJobThatIsNotThere() throws IOException {
    Files.createDirectory(home.resolve("state"));

    CliRun run = CliRun.of(home, "jobs", "retry", "scan/main/app:1#1");

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("retry scan/main/app:1#1: there is no such job");
  }

  @Test
  void withDebugThePlaceInTheProgramIsShown() {
    CliRun run = CliRun.of(home, "jobs", "list", "--debug");

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("CommandFailure").contains("\tat ");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
