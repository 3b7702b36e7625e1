package io.registrysidecar.inventory.opam;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import io.registrysidecar.testing.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwitchDetectorTest {

  private static final String PACKAGES = "root/.opam/app/.opam-switch/packages/";

  @Test
  void aPackageOfASwitchIsThere() {
    byte[] yojson = resource("/inventory/opam/yojson.2.0.2.opam");
    Evidence evidence =
        Evidence.of(
            new SwitchDetector(),
            file(PACKAGES + "yojson.2.0.2/opam", yojson),
            file("root/.opam/repo/default/packages/yojson/yojson.2.0.2/opam", yojson),
            file("srv/opam", yojson));

    assertThat(evidence.facts())
        .containsExactly(
            PackageFact.of("opam", null, "yojson", "2.0.2")
                .licensed(List.of("BSD-3-Clause"))
                .with(Relations.needing(List.of("seq"))));
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void theFirstDotBeginsTheVersion() {
    assertThat(read("base-lib.v0.16.1", "").names()).containsExactly("base-lib v0.16.1");
    assertThat(read("pinned.~dev", "").names()).containsExactly("pinned ~dev");
  }

  @Test
  void alternativesAreNamedAndWhatTestsNeedIsNot() {
    assertThat(
            read(
                    "a.1",
                    """
                    # depends: ["comment"]
                    license: ["MIT" "ISC"]
                    description: \"\"\"
                    depends: ["told" "of"]\"\"\"
                    depends: [
                      "b" {>= "1.0" & build}
                      "c" {with-test & >= "2"} ("d" | "e" {= version})
                      "f" {with-doc | with-dev-setup}
                    ]
                    depopts: ["g"]
                    url { src: "h" depends: "i" }
                    """)
                .facts())
        .containsExactly(
            PackageFact.of("opam", null, "a", "1")
                .licensed(List.of("MIT", "ISC"))
                .with(Relations.needing(List.of("b", "d", "e"))));
  }

  @Test
  void whatIsNotClosedEndsWithTheFile() {
    assertThat(read("a.1", "license: \"MIT\" depends: [\"b\" {{{{ \"\"\"").facts())
        .containsExactly(
            PackageFact.of("opam", null, "a", "1")
                .licensed(List.of("MIT"))
                .with(Relations.needing(List.of("b"))));
  }

  private static Evidence read(String directory, String content) {
    return Evidence.of(new SwitchDetector(), file(PACKAGES + directory + "/opam", content));
  }
}
