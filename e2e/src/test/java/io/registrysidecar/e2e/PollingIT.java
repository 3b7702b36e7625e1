package io.registrysidecar.e2e;

import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A registry that never notifies anybody is polled. */
class PollingIT {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(RegistryKind.class)
  void imagesAreFoundByTheirTags(RegistryKind kind) throws Exception {
    try (Registry registry = kind.start(folder)) {
      var old = LayoutBuilder.debian12("openssl=3.0.9-1").write(folder.resolve("old"));
      String before = registry.pushWithSkopeo(old, "team/old:1");
      try (SidecarProcess _ =
          SidecarProcess.start(folder.resolve("sidecar"), Project.freePort(), registry, "1s")) {
        Published.await(registry, "team/old", before);

        var young = LayoutBuilder.debian12("curl=7.88.1-10").write(folder.resolve("young"));
        String after = registry.pushWithSkopeo(young, "team/young:1");

        Published.await(registry, "team/young", after);
      }
    }
  }
}
