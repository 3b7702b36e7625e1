package io.registrysidecar.e2e.bench;

import io.registrysidecar.e2e.Published;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * What it costs to publish the results of an image with known layers, signed and not: the time from
 * the end of the push until all referrers of the image are in the registry; the requests that the
 * sidecar made for it until its job had ended, and their bytes, heads included.
 *
 * <p>Prints a line for each kind of registry and each way: pushes, median and 99th percentile of
 * the time, requests, kilobytes sent and received for each image.
 */
final class PublishBench {

  private static final int WARM_UP = 10;
  private static final int PUSHES = 60;

  private PublishBench() {}

  /** With the number of pushes, or none. */
  public static void main(String[] arguments) throws Exception {
    int pushes = arguments.length == 0 ? PUSHES : Integer.parseInt(arguments[0]);
    System.out.printf(
        "%-16s %-8s %6s %8s %8s %9s %8s %8s%n",
        "registry", "signing", "pushes", "p50 ms", "p99 ms", "requests", "KB sent", "KB got");
    for (RegistryKind kind : RegistryKind.values()) {
      for (String signing : List.of("off", "auto")) {
        Cost cost = measure(Files.createTempDirectory("publish-bench"), kind, signing, pushes);
        cost.times().sort(null);
        System.out.printf(
            "%-16s %-8s %6d %8.0f %8.0f %9.1f %8.1f %8.1f%n",
            kind,
            signing,
            pushes,
            at(cost.times(), 0.5) / 1e6,
            at(cost.times(), 0.99) / 1e6,
            cost.all().requests() / (double) pushes,
            cost.all().sent() / 1e3 / pushes,
            cost.all().received() / 1e3 / pushes);
      }
    }
  }

  /**
   * Of all pushes together.
   *
   * @param times from push to published, in nanoseconds
   * @param all what the sidecar and the registry said to each other
   */
  private record Cost(List<Long> times, CountingProxy.Counts all) {}

  private static Cost measure(Path folder, RegistryKind kind, String signing, int pushes)
      throws Exception {
    int expected = Published.count(!signing.equals("off"));
    int port = Project.freePort();
    List<Long> times = new ArrayList<>();
    try (Registry registry = kind.start(folder, List.of(SidecarProcess.endpoint(port)));
        CountingProxy proxy = new CountingProxy(registry.host());
        SidecarProcess sidecar =
            SidecarProcess.start(
                folder.resolve("sidecar"),
                port,
                new Registry(kind, proxy.host(), registry.daemon()),
                "1h",
                Map.of("SIDECAR_SIGNING_FORMAT", signing))) {
      CountingProxy.Counts before = proxy.counts();
      for (int i = 0; i < WARM_UP + pushes; i++) {
        if (i == WARM_UP) {
          before = proxy.counts();
        }
        // A label makes each image new, while its layer is known.
        var layout =
            LayoutBuilder.debian12("openssl=3.0.9-1", "curl=7.88.1-10")
                .label("n", String.valueOf(i))
                .write(folder.resolve("layout" + i));
        String digest = registry.pushWithSkopeo(layout, "bench/app:" + i);
        long pushed = System.nanoTime();
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> registry.referrers("bench/app", digest).size() == expected);
        if (i >= WARM_UP) {
          times.add(System.nanoTime() - pushed);
        }
        Awaitility.await("the job has ended")
            .atMost(Duration.ofSeconds(60))
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> sidecar.get("/api/v1/jobs?kind=scan").path("items").isEmpty());
      }
      if (!sidecar.get("/api/v1/jobs?state=dead").path("items").isEmpty()) {
        throw new IllegalStateException("jobs failed\n" + sidecar.log());
      }
      return new Cost(times, proxy.counts().minus(before));
    }
  }

  private static long at(List<Long> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * share)));
  }
}
