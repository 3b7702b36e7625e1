package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.builtFrom;
import static io.registrysidecar.advisory.match.Components.deb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.inventory.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
    Answers answers = new Answers(null, Databases.of(dir, CURL), Witness.NONE);

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
    Answers answers = new Answers(null, Databases.of(dir, CURL), Witness.NONE);

    assertThat(answers.about(one).notes()).hasSize(1);
    assertThat(answers.about(two).notes()).hasSize(1);
  }

  /** Some of one source, some that cannot be compared, some of which nothing is known. */
  @Test
  void manyHaveTheSameAnswersWhoeverHelps() throws IOException {
    List<Osv> records = new ArrayList<>();
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String name = "p" + i;
      String version = i % 50 == 0 ? "x:y" : "1." + i % 7;
      records.add(
          osv("DEBIAN-CVE-2026-" + i).affects("Debian:12", name).from("0").fixedIn("1." + i % 5));
      components.add(builtFrom(deb(name, version), name, version));
      components.add(builtFrom(deb("lib" + name, version), name, version));
      components.add(deb("unknown" + i, version));
    }
    AdvisoryDatabase database = Databases.of(dir, records.toArray(Osv[]::new));
    Answers oneByOne = new Answers(null, database, Witness.NONE);
    List<MatchResult> expected = new ArrayList<>();
    for (Component component : components) {
      expected.add(oneByOne.about(component));
    }

    for (int helpers : new int[] {0, 1, 3}) {
      assertThat(
              new Answers(null, database, Witness.NONE)
                  .about(components, new MatchThreads(helpers)))
          .as("%d helpers", helpers)
          .isEqualTo(expected);
    }
    assertThat(expected).anyMatch(answer -> !answer.findings().isEmpty());
    assertThat(expected).anyMatch(answer -> !answer.notes().isEmpty());
  }
}
