package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.ResidentMemory;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The running service does not keep what results of many large images once needed. */
class ServiceMemoryIT {

  /** Megabytes; the service is started as an operator starts it, with the heap that it then has. */
  private static final long MOST = 256;

  private static final int IMAGES = 3;
  private static final int VARIANTS = 20;
  private static final int DEBIAN = 500;
  private static final int NODE = 2500;
  private static final int PYTHON = 500;
  private static final int LARGE_FILE = 32 << 20;

  @TempDir Path folder;

  @Test
  void manyLargeImagesOneAfterTheOther(TestReporter reporter) throws Exception {
    int port = Project.freePort();
    try (Registry registry =
            RegistryKind.DISTRIBUTION_2.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar =
            SidecarProcess.start(folder.resolve("sidecar"), port, registry, "1h")) {
      reporter.publishEntry("fresh MB", most(sidecar));
      for (int image = 0; image < IMAGES; image++) {
        scan(registry, image, 0);
        reporter.publishEntry("after image " + image + " MB", most(sidecar));
      }
      for (int variant = 1; variant <= VARIANTS; variant++) {
        scan(registry, IMAGES - 1, variant);
      }
      reporter.publishEntry("after " + VARIANTS + " variants MB", most(sidecar));

      assertThat(ResidentMemory.most(sidecar.pid())).as("megabytes").isLessThanOrEqualTo(MOST);
    }
  }

  private static String most(SidecarProcess sidecar) throws Exception {
    return String.valueOf(ResidentMemory.most(sidecar.pid()));
  }

  /** An image that differs from other variants only in a label. */
  private void scan(Registry registry, int image, int variant) throws Exception {
    var layout =
        LayoutBuilder.debian12(
                IntStream.range(0, DEBIAN)
                    .mapToObj(i -> "lib" + i + "-of-" + image + "=1." + i)
                    .toArray(String[]::new))
            .layer(nodeModules(image))
            .layer(pythonPackages(image))
            .layer(largeFile(image))
            .label("variant", Integer.toString(variant))
            .write(folder.resolve("layout-of-all"));
    String digest = registry.pushWithSkopeo(layout, "large/image" + image + ":v" + variant);
    Published.await(registry, "large/image" + image, digest);
    assertThat(Published.report(registry, "large/image" + image, digest).path("components"))
        .hasSize(DEBIAN + NODE + PYTHON);
  }

  private static Map<String, byte[]> nodeModules(int image) {
    Map<String, byte[]> files = new HashMap<>();
    for (int i = 0; i < NODE; i++) {
      String name = "module-" + i + "-of-" + image;
      files.put(
          "srv/app/node_modules/" + name + "/package.json",
          "{\"name\":\"%s\",\"version\":\"%d.0.1\",\"license\":\"MIT\"}"
              .formatted(name, i)
              .getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  private static Map<String, byte[]> pythonPackages(int image) {
    Map<String, byte[]> files = new HashMap<>();
    for (int i = 0; i < PYTHON; i++) {
      String name = "package_%d_of_%d".formatted(i, image);
      files.put(
          "usr/lib/python3/dist-packages/%s-2.%d.dist-info/METADATA".formatted(name, i),
          "Metadata-Version: 2.1\nName: %s\nVersion: 2.%d\nLicense: MIT\n\n"
              .formatted(name, i)
              .getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  private static Map<String, byte[]> largeFile(int image) {
    byte[] content = new byte[LARGE_FILE];
    new Random(image).nextBytes(content);
    return Map.of("opt/data", content);
  }
}
