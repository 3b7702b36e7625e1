package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Killed without warning, again and again, the service still publishes every push, and none twice.
 */
class CrashIT {

  private static final int PUSHES = 50;
  private static final long SEED = 20_261_122;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "NATIVE_PAGED"})
  void everyPushIsPublishedOnceWhateverHappens(RegistryKind kind) throws Exception {
    Random random = new Random(SEED);
    int port = Project.freePort();
    List<String> digests = new ArrayList<>();
    int kills = 0;
    try (Registry registry = kind.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar =
            SidecarProcess.start(folder.resolve("sidecar"), port, registry, "1h");
        ExecutorService pusher = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Void> pushes =
          CompletableFuture.runAsync(() -> pushAll(registry, digests), pusher);
      while (!pushes.isDone()) {
        waitAtMost(pushes, 300 + random.nextInt(1500));
        sidecar.kill();
        kills++;
        sidecar.restart();
      }
      pushes.join();

      for (String digest : digests) {
        Published.await(registry, "crash/app", digest);
      }
      assertThat(digests).hasSize(PUSHES).doesNotHaveDuplicates();
      assertThat(kills).as("times that the service was killed, seed %d", SEED).isPositive();
      assertThat(sidecar.get("/api/v1/jobs?state=dead").path("items")).isEmpty();
    }
  }

  private void pushAll(Registry registry, List<String> digests) {
    try {
      for (int i = 0; i < PUSHES; i++) {
        var layout =
            LayoutBuilder.debian12("openssl=3.0.9-1", "package" + i + "=1." + i)
                .label("n", String.valueOf(i))
                .write(folder.resolve("layout" + i));
        digests.add(registry.pushWithSkopeo(layout, "crash/app:" + i));
      }
    } catch (Exception e) {
      throw new AssertionError("push " + digests.size(), e);
    }
  }

  private static void waitAtMost(CompletableFuture<Void> pushes, int milliseconds) {
    pushes.copy().completeOnTimeout(null, milliseconds, TimeUnit.MILLISECONDS).join();
  }
}
