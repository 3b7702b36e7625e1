package io.registrysidecar.inventory.conan;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import io.registrysidecar.testing.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConanInfoDetectorTest {

  @Test
  void whatConan2DeployedIsRead() {
    Evidence evidence =
        Evidence.of(
            new ConanInfoDetector(),
            file(
                "opt/dep/full_deploy/host/tinyb/0.4/x86_64/conaninfo.txt",
                resource("/inventory/conan/tinyb-0.4.conaninfo.txt")));

    assertThat(evidence.facts())
        .containsExactly(
            PackageFact.of("conan", null, "tinyb", "0.4")
                .with(Relations.needing(List.of("tinya"))));
  }

  @ParameterizedTest
  @CsvSource({
    "root/.conan/data/zlib/1.2.13/_/_/package/6af9cc7cb931c5ad942174fd7838eb655717c709/conaninfo.txt,"
        + " zlib 1.2.13",
    "full_deploy/host/boost/1.84.0/Release/x86_64/conaninfo.txt, boost 1.84.0",
    "app/full_deploy/build/cmake/3.28.1/conaninfo.txt, cmake 3.28.1",
  })
  void thePlaceTellsNameAndVersion(String path, String expected) {
    assertThat(Evidence.of(new ConanInfoDetector(), file(path, "[settings]\n")).names())
        .containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root/.conan2/p/b/tinyb220e384e88a5e/p/conaninfo.txt",
        "app/direct_deploy/zlib/conaninfo.txt",
        "conaninfo.txt",
        "data/zlib/1.2.13/conaninfo.txt",
      })
  void whereNothingTellsThemNothingIsSaid(String path) {
    assertThat(Evidence.of(new ConanInfoDetector(), file(path, "[settings]\n")).files()).isEmpty();
  }

  @Test
  void anyTextIsAPackageWithoutNeeds() {
    assertThat(
            Evidence.of(
                    new ConanInfoDetector(),
                    file("full_deploy/host/a/1/conaninfo.txt", "\0[requires\n[requires]\n///\nb\n"))
                .facts())
        .containsExactly(PackageFact.of("conan", null, "a", "1"));
  }
}
