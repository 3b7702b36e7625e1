package io.registrysidecar.inventory.wordpress;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.testing.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordPressDetectorTest {

  @Test
  void wordPressAndItsPluginsAreThere() {
    Evidence evidence =
        Evidence.of(
            new WordPressDetector(),
            file("var/www/wp-includes/version.php", resource("/inventory/wordpress/version.php")),
            file(
                "var/www/wp-content/plugins/akismet/akismet.php",
                resource("/inventory/wordpress/akismet.php")),
            file(
                "var/www/wp-content/plugins/akismet/views/a.php",
                resource("/inventory/wordpress/akismet.php")),
            file(
                "var/www/wp-content/plugins/akismet/class.akismet.php", "<?php\nclass Akismet {}"));

    assertThat(evidence.facts())
        .containsExactly(
            PackageFact.of("wordpress-plugin", null, "akismet", "5.0.2")
                .licensed(List.of("GPLv2 or later")),
            PackageFact.of("bitnami", null, "wordpress", "6.1.9"));
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void aThemeHasItsHeaderInItsStyleSheet() {
    assertThat(
            Evidence.of(
                    new WordPressDetector(),
                    file(
                        "wp-content/themes/twenty/style.css",
                        "/*\nTheme Name: Twenty\n * Version: 1.2\n * Version: 9\n*/"),
                    file(
                        "wp-content/plugins/twenty/style.css", "/*\nTheme Name: T\nVersion: 1\n*/"))
                .facts())
        .containsExactly(PackageFact.of("wordpress-theme", null, "twenty", "1.2"));
  }
}
