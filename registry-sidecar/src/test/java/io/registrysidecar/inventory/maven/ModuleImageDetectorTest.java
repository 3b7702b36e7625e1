package io.registrysidecar.inventory.maven;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.Evidence;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModuleImageDetectorTest {

  private static final List<String> PLACES =
      List.of(
          "opt/app/lib/modules!/org.example.app/module-info.class org.example.app 1.2.3",
          "opt/app/lib/modules!/org.example.lib/META-INF/maven/org.example/tiny-lib/pom.properties"
              + " tiny-lib 4.5.6");

  @ParameterizedTest
  @ValueSource(strings = {"jlink-25.modules", "jlink-25-zip.modules"})
  void modulesOfTheApplicationAreTold(String image) {
    Evidence evidence = read(resource("/inventory/maven/" + image));

    assertThat(evidence.places()).containsExactlyInAnyOrderElementsOf(PLACES);
    assertThat(evidence.names())
        .containsExactlyInAnyOrder("org.example.app 1.2.3", "org.example/tiny-lib 4.5.6");
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void aDeclarationInSharedTextsIsSaidToBeUnread() {
    Evidence evidence = read(resource("/inventory/maven/jlink-17-shared.modules"));

    assertThat(evidence.names()).containsExactly("org.example/tiny-lib 4.5.6");
    assertThat(evidence.codes()).containsExactly("module-image-unread");
    assertThat(evidence.notes().getFirst().message()).contains("org.example.app");
  }

  @Test
  void aDirectoryOfKernelModulesOrAnythingElseIsNoImage() {
    assertThat(read(new byte[1000]).files()).isEmpty();
    assertThat(
            Evidence.of(
                    new ModuleImageDetector(),
                    file("opt/modules", resource("/inventory/maven/jlink-25.modules")))
                .files())
        .isEmpty();
  }

  /** Words of the header: the length of the table, of the attributes, of the texts. */
  @ParameterizedTest
  @CsvSource({"16, -1", "16, 100000000", "20, 2000000000", "24, -5", "24, 1"})
  void anIndexThatLiesIsBroken(int place, int value) {
    byte[] image = resource("/inventory/maven/jlink-25.modules");
    ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(place, value);

    assertThat(read(image).codes()).containsExactly("evidence-malformed");
  }

  @Test
  void anImageThatIsCutOffIsBroken() {
    byte[] image = resource("/inventory/maven/jlink-25.modules");
    int afterTheLastThatIsWanted = 64;
    for (int length = 29; length < image.length - afterTheLastThatIsWanted; length += 17) {
      assertThat(read(Arrays.copyOf(image, length)).codes())
          .as("%d bytes", length)
          .containsExactly("evidence-malformed");
    }
  }

  private static Evidence read(byte[] image) {
    return Evidence.of(new ModuleImageDetector(), file("opt/app/lib/modules", image));
  }
}
