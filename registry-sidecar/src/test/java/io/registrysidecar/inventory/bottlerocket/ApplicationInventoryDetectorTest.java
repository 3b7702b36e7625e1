package io.registrysidecar.inventory.bottlerocket;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static io.registrysidecar.testing.Installed.fullInventoryOf;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.Component;
import io.registrysidecar.testing.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApplicationInventoryDetectorTest {

  private static final String PATH = "usr/share/bottlerocket/application-inventory.json";

  @Test
  void packagesAreListedWithTheirEpochs() {
    Evidence evidence =
        Evidence.of(
            new ApplicationInventoryDetector(),
            file(PATH, resource("/inventory/bottlerocket/application-inventory.json")));

    assertThat(evidence.names())
        .containsExactly(
            "bottlerocket-metadata 1.24.0-1",
            "bottlerocket-containerd 1:1.7.22-1.1727894113.abcdef12.br1");
    assertThat(evidence.facts().getFirst().maintainer())
        .isEqualTo("Amazon Web Services, Inc. (AWS)");
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void theyAreOfTheDistribution() {
    assertThat(
            fullInventoryOf(
                    image()
                        .layer(
                            file(
                                "usr/lib/os-release",
                                "ID=bottlerocket\nVERSION_ID=1.24.0\nPRETTY_NAME=Bottlerocket\n"),
                            file(
                                PATH,
                                resource("/inventory/bottlerocket/application-inventory.json")))
                        .build())
                .components())
        .hasSize(2)
        .allMatch(component -> component.ecosystem().equals("Bottlerocket"))
        .extracting(Component::purl)
        .anyMatch(purl -> purl.startsWith("pkg:rpm/bottlerocket/bottlerocket-metadata@1.24.0-1"));
  }

  @Test
  void aPackageThatIsNotNamedDoesNotHideOthers() {
    Evidence evidence =
        read("{\"Content\":[7,{\"Name\":\"a\"},{\"Name\":\"b\",\"Version\":\"1\",\"Epoch\":2}]}");

    assertThat(evidence.names()).containsExactly("b 2:1");
    assertThat(evidence.codes()).containsExactly("package-unnameable", "package-unnameable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"Content\":7}", "{\"Content\":[", "<html>"})
  void whatIsNoListIsBroken(String content) {
    assertThat(read(content).codes()).containsExactly("evidence-malformed");
  }

  private static Evidence read(String content) {
    return Evidence.of(new ApplicationInventoryDetector(), file(PATH, content));
  }
}
