package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many writers of one subject, on registries that only have the fallback tag. */
class ConcurrencyIT {

  private static final int WRITERS_PER_PROCESS = 7;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "DISTRIBUTION_3"})
  void sixteenWritersInThreeProgramsLoseNothingOfOurs(RegistryKind kind) throws Exception {
    try (Registry registry = kind.start(folder)) {
      var layout = LayoutBuilder.debian12("openssl=3.0.9-1").write(folder.resolve("image"));
      String digest = registry.pushWithSkopeo(layout, "busy/app:1");

      runAtOnce(
          List.of(
              () -> attachProcess(registry, digest, "left"),
              () -> attachProcess(registry, digest, "right"),
              () -> regctl(registry, digest, 1),
              () -> regctl(registry, digest, 2)));

      List<String> expected =
          IntStream.range(0, WRITERS_PER_PROCESS)
              .boxed()
              .flatMap(i -> java.util.stream.Stream.of("left" + i, "right" + i))
              .sorted()
              .toList();
      assertThat(writers(registry.referrers("busy/app", digest)))
          .containsExactlyElementsOf(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "DISTRIBUTION_3"})
  void twoSidecarsAndAnotherToolEndWithOneResultOfEachKind(RegistryKind kind) throws Exception {
    int first = Project.freePort();
    int second = Project.freePort();
    try (Registry registry =
            kind.start(
                folder, List.of(SidecarProcess.endpoint(first), SidecarProcess.endpoint(second)));
        SidecarProcess one =
            SidecarProcess.start(folder.resolve("one"), first, registry, "1h", sharedKeys());
        SidecarProcess two =
            SidecarProcess.start(folder.resolve("two"), second, registry, "1h", sharedKeys())) {
      var layout = LayoutBuilder.debian12("openssl=3.0.9-1").write(folder.resolve("image"));
      String digest = registry.pushWithSkopeo(layout, "busy/app:1");
      runAtOnce(
          IntStream.range(0, 4)
              .<Callable<Command.Result>>mapToObj(i -> () -> regctl(registry, digest, i))
              .toList());

      Published.awaitAmongOthers(registry, "busy/app", digest);
      assertThat(one.log() + two.log()).doesNotContain("ERROR");
    }
  }

  /** Each knows what the other has written by the key that both sign with. */
  private Map<String, String> sharedKeys() {
    return Map.of("SIDECAR_SIGNING_KEYS", folder.resolve("keys").toString());
  }

  private static Command.Result attachProcess(Registry registry, String digest, String prefix)
      throws Exception {
    return Command.run(
            Map.of(),
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AttachWriter.class.getName(),
                registry.url(),
                "busy/app",
                digest,
                prefix,
                String.valueOf(WRITERS_PER_PROCESS)))
        .ok();
  }

  /**
   * Attaches an artifact with regctl, which may lose entries of its own kind: nobody verifies for
   * it.
   */
  private static Command.Result regctl(Registry registry, String digest, int number)
      throws Exception {
    Path file = java.nio.file.Files.createTempFile("artifact", ".txt");
    java.nio.file.Files.writeString(file, "regctl " + number);
    return Command.run(
        Project.tool("regctl"),
        "--host",
        "reg=" + registry.host() + ",tls=disabled",
        "artifact",
        "put",
        "--artifact-type",
        "application/vnd.example.foreign",
        "--subject",
        registry.host() + "/busy/app@" + digest,
        "--file",
        file.toString());
  }

  private static void runAtOnce(List<Callable<Command.Result>> tasks) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Command.Result> one : threads.invokeAll(tasks)) {
        one.get();
      }
    }
  }

  private static List<String> writers(List<JsonNode> referrers) {
    return referrers.stream()
        .filter(one -> one.path("artifactType").asText().equals(AttachWriter.TYPE))
        .map(one -> one.path("annotations").path("writer").asText())
        .sorted()
        .toList();
  }
}
