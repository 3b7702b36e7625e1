package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Identification;
import io.registrysidecar.inventory.Identification.Basis;
import io.registrysidecar.testing.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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

  /**
   * Real archives of whose names advisories know coordinates, each as if nothing but its file name
   * told what it is: group, artifact, version, the package of its classes, the known coordinates.
   */
  @Test
  void noRealArchiveIsTakenForAnother() throws IOException {
    List<String[]> archives =
        new String(Evidence.resource("/io/registrysidecar/advisory/match/archives.tsv"), UTF_8)
            .lines()
            .map(line -> line.split("\t", -1))
            .toList();
    Osv known = osv("GHSA-1");
    archives.stream()
        .flatMap(archive -> Stream.of(archive[4].split(",")))
        .distinct()
        .forEach(coordinates -> known.affects("Maven", coordinates).from("0"));
    AdvisoryDatabase database = Databases.of(dir, known);
    int right = 0;
    for (String[] archive : archives) {
      String taken =
          KnownCoordinates.of(
              untold(archive[1] + ":" + archive[1], archive[2], Basis.FILE_NAME, archive[3]),
              database);
      if (taken != null) {
        assertThat(taken).isEqualTo(archive[0] + ":" + archive[1]);
        right++;
      }
    }

    assertThat(archives).hasSize(91);
    assertThat(right).isEqualTo(63);
  }

  private static Component oro(Basis basis, @Nullable String packages) {
    return untold("oro:oro", "2.0.8", basis, packages);
  }

  private static Component untold(
      String name, String version, Basis basis, @Nullable String packages) {
    return new Component(
        "pkg:maven/" + name.replace(':', '/') + "@" + version,
        "Maven",
        null,
        name,
        version,
        null,
        null,
        Components.LAYER,
        List.of("opt/oro-2.0.8.jar"),
        null,
        List.of(),
        new Identification(basis, packages));
  }

  private List<Finding> findings(Component component, Osv... records) throws IOException {
    return Findings.of(dir, component, records);
  }
}
