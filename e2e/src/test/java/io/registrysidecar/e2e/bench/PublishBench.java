package io.registrysidecar.e2e.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * How long a push of an image with known layers takes to be published: from the end of the push
 * until all three referrers are in the registry.
 *
 * <p>Prints one line for each kind of registry: pushes, median, 99th percentile.
 */
final class PublishBench {

  private static final int WARM_UP = 10;
  private static final int PUSHES = 60;

  private PublishBench() {}

  public static void main(String[] arguments) throws Exception {
    System.out.printf("%-16s %6s %8s %8s%n", "registry", "pushes", "p50 ms", "p99 ms");
    for (RegistryKind kind : RegistryKind.values()) {
      Path folder = Files.createTempDirectory("publish-bench");
      List<Long> times = measure(folder, kind);
      times.sort(null);
      System.out.printf(
          "%-16s %6d %8.0f %8.0f%n",
          kind, times.size(), at(times, 0.5) / 1e6, at(times, 0.99) / 1e6);
    }
  }

  private static List<Long> measure(Path folder, RegistryKind kind) throws Exception {
    int port = Project.freePort();
    List<Long> times = new ArrayList<>();
    try (Registry registry = kind.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar =
            SidecarProcess.start(folder.resolve("sidecar"), port, registry, "1h")) {
      for (int i = 0; i < WARM_UP + PUSHES; i++) {
        // A label makes each image new, while its layer is known.
        var layout =
            LayoutBuilder.debian12("openssl=3.0.9-1", "curl=7.88.1-10")
                .label("n", String.valueOf(i))
                .write(folder.resolve("layout" + i));
        String digest = registry.pushWithSkopeo(layout, "bench/app:" + i);
        long pushed = System.nanoTime();
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> published(registry, digest));
        if (i >= WARM_UP) {
          times.add(System.nanoTime() - pushed);
        }
      }
      if (!sidecar.get("/api/v1/jobs?state=dead").path("items").isEmpty()) {
        throw new IllegalStateException("jobs failed\n" + sidecar.log());
      }
    }
    return times;
  }

  private static boolean published(Registry registry, String digest)
      throws IOException, InterruptedException {
    List<JsonNode> referrers = registry.referrers("bench/app", digest);
    return referrers.size() == 3;
  }

  private static long at(List<Long> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * share)));
  }
}
