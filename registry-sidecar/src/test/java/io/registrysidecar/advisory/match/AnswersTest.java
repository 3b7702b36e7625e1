package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.builtFrom;
import static io.registrysidecar.advisory.match.Components.deb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.inventory.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions that several components of an image share. */
final class AnswersTest {

  private static final Osv CURL =
      osv("DEBIAN-CVE-2026-1").affects("Debian:12", "curl").from("0").fixedIn("7.88.1-11");

  @TempDir Path dir;

  @Test
  void packagesOfOneSourceHaveTheSameProblemsOfTheirOwn() throws IOException {
    Component curl = builtFrom(deb("curl", "7.88.1-10"), "curl", "7.88.1-10");
    Component library = builtFrom(deb("libcurl4", "7.88.1-10"), "curl", "7.88.1-10");
    Component newer = builtFrom(deb("libcurl4", "7.88.1-11"), "curl", "7.88.1-11");
    Answers answers = new Answers(null, Databases.of(dir, CURL));

    Finding first = answers.about(curl).findings().getFirst();
    Finding second = answers.about(library).findings().getFirst();

    assertThat(List.of(first, second))
        .extracting(Finding::id, finding -> finding.component().name(), Finding::fixed)
        .containsExactly(
            tuple("CVE-2026-1", "curl", "7.88.1-11"), tuple("CVE-2026-1", "libcurl4", "7.88.1-11"));
    assertThat(second.about(curl)).isEqualTo(first);
    assertThat(answers.about(newer).findings()).isEmpty();
  }

  @Test
  void whatCouldNotBeComparedIsSaidOfEachComponent() throws IOException {
    Component one = builtFrom(deb("curl", "x:y"), "curl", "x:y");
    Component two = builtFrom(deb("libcurl4", "x:y"), "curl", "x:y");
    Answers answers = new Answers(null, Databases.of(dir, CURL));

    assertThat(answers.about(one).notes()).hasSize(1);
    assertThat(answers.about(two).notes()).hasSize(1);
  }
}
