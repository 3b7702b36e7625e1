package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Identification;
import io.registrysidecar.inventory.Identification.Basis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of which only the file name tells what they are, and what advisories know of them. */
final class KnownCoordinatesTest {

  @TempDir private Path dir;

  private final Osv record =
      osv("GHSA-1").affects("Maven", "org.example.tools:oro").from("0").fixedIn("3.0");

  @Test
  void theGroupThatClassesAgreeWithIsMeant() throws IOException {
    List<Finding> findings = findings(oro(Basis.FILE_NAME, "org.example.tools.text"), record);

    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().component().name()).isEqualTo("oro:oro");
    assertThat(findings.getFirst().reason())
        .endsWith("was taken for org.example.tools:oro, in whose package its classes are");
  }

  @Test
  void anotherArtifactOfThatNameIsNot() throws IOException {
    assertThat(findings(oro(Basis.FILE_NAME, "org.example"), record)).isEmpty();
    assertThat(findings(oro(Basis.FILE_NAME, "org.example.toolset"), record)).isEmpty();
    assertThat(findings(oro(Basis.FILE_NAME, null), record)).isEmpty();
  }

  @Test
  void whatIsSaidOfTheGroupItselfIsBelieved() throws IOException {
    assertThat(findings(oro(Basis.MANIFEST, "org.example.tools"), record)).isEmpty();
    assertThat(
            findings(
                oro(Basis.FILE_NAME, "org.example.tools"),
                record,
                osv("GHSA-2").affects("Maven", "oro:oro").from("0").fixedIn("1.0")))
        .isEmpty();
  }

  @Test
  void theLongestGroupOfSeveralIsMeant() throws IOException {
    assertThat(
            findings(
                oro(Basis.FILE_NAME, "org.example.tools"),
                record,
                osv("GHSA-2").affects("Maven", "org.example:oro").from("0")))
        .extracting(Finding::id)
        .containsExactly("GHSA-1");
  }

  @Test
  void aVersionThatIsFixedIsNotFound() throws IOException {
    assertThat(
            findings(
                oro(Basis.FILE_NAME, "org.example.tools"),
                osv("GHSA-1").affects("Maven", "org.example.tools:oro").from("0").fixedIn("2.0")))
        .isEmpty();
  }

  private static Component oro(Basis basis, @Nullable String packages) {
    return new Component(
        "pkg:maven/oro/oro@2.0.8",
        "Maven",
        null,
        "oro:oro",
        "2.0.8",
        null,
        null,
        Components.LAYER,
        List.of("opt/oro-2.0.8.jar"),
        null,
        List.of(),
        new Identification(basis, packages));
  }

  private List<Finding> findings(Component component, Osv... records) throws IOException {
    return new Matcher(InstantSource.system(), Matcher.DEFAULT_STALE_AFTER)
        .match(component, Databases.of(dir, records))
        .findings();
  }
}
