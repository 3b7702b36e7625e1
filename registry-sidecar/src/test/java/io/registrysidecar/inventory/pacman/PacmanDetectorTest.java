package io.registrysidecar.inventory.pacman;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Installed.fullInventoryOf;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.SourcePackage;
import io.registrysidecar.testing.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacmanDetectorTest {

  private static final String DESC = "var/lib/pacman/local/lib32-gdk-pixbuf2-2.36.0-1/desc";

  private static final String GDK =
      """
      %NAME%
      lib32-gdk-pixbuf2

      %VERSION%
      2.36.0-1

      %BASE%
      gdk-pixbuf2

      %DESC%
      An image loading library (32-bit)

      %ARCH%
      x86_64

      %PACKAGER%
      Jan Alexander Steffens (heftig) <heftig@archlinux.org>

      %LICENSE%
      LGPL2.1
      custom:none

      %DEPENDS%
      glib2
      """;

  @Test
  void aPackageIsADirectoryWithADescription() {
    List<Component> components =
        fullInventoryOf(
                image()
                    .layer(
                        file("etc/os-release", "ID=arch\nPRETTY_NAME=\"Arch Linux\"\n"),
                        file(DESC, GDK))
                    .build())
            .components();

    assertThat(components)
        .singleElement()
        .satisfies(component -> {
          assertThat(component.purl())
              .isEqualTo(
                  "pkg:alpm/arch/lib32-gdk-pixbuf2@2.36.0-1?arch=x86_64&distro=arch&upstream=gdk-pixbuf2");
          assertThat(component.ecosystem()).isEqualTo("Arch Linux");
          assertThat(component.source()).isEqualTo(new SourcePackage("gdk-pixbuf2", "2.36.0-1"));
          assertThat(component.maintainer()).startsWith("Jan Alexander Steffens");
          assertThat(component.licenses()).containsExactly("LGPL2.1", "custom:none");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%NAME%\n", "%NAME%\na\n", "%VERSION%\n1\n", "\0\1\2"})
  void aBrokenDescriptionIsNamed(String content) {
    assertThat(Evidence.of(new PacmanDetector(), file(DESC, content)).notes())
        .singleElement()
        .satisfies(note -> {
          assertThat(note.message()).contains("pacman", "it has no %");
          assertThat(note.path()).isEqualTo(DESC);
        });
  }
}
