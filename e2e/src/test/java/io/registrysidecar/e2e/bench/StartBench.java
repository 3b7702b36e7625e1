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
import org.awaitility.Awaitility;

/**
 * How long the service takes from its start until it is ready, and how much memory it holds when it
 * has nothing to do: resident, right after the start and after ten images.
 */
final class StartBench {

  private static final int STARTS = 7;

  private static final int IMAGES = 10;

  private StartBench() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("start-bench");
    int port = Project.freePort();
    try (Registry registry =
        RegistryKind.DISTRIBUTION_2.start(folder, List.of(SidecarProcess.endpoint(port)))) {
      List<Long> times = new ArrayList<>();
      long fresh = 0;
      for (int i = 0; i < STARTS; i++) {
        SidecarProcess.database();
        long begun = System.nanoTime();
        try (SidecarProcess sidecar =
            SidecarProcess.start(folder.resolve("sidecar"), port, registry, "1h")) {
          times.add(System.nanoTime() - begun);
          fresh = residentKilobytes(sidecar.pid());
        }
      }
      times.sort(null);
      System.out.printf("starts                 %8d%n", STARTS);
      System.out.printf("ready, median       ms %8.0f%n", times.get(STARTS / 2) / 1e6);
      System.out.printf("ready, worst        ms %8.0f%n", times.getLast() / 1e6);
      System.out.printf("resident, fresh     MB %8d%n", fresh / 1024);
      System.out.printf(
          "resident, %d images MB %8d%n", IMAGES, afterImages(folder, port, registry));
    }
  }

  private static long afterImages(Path folder, int port, Registry registry) throws Exception {
    try (SidecarProcess sidecar =
        SidecarProcess.start(folder.resolve("sidecar"), port, registry, "1h")) {
      for (int i = 0; i < IMAGES; i++) {
        var layout =
            LayoutBuilder.debian12("openssl=3.0.9-1", "package" + i + "=1")
                .write(folder.resolve("layout" + i));
        String digest = registry.pushWithSkopeo(layout, "bench/start:" + i);
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> registry.referrers("bench/start", digest).size() == Published.count(true));
      }
      return residentKilobytes(sidecar.pid()) / 1024;
    }
  }

  private static long residentKilobytes(long pid) throws Exception {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
