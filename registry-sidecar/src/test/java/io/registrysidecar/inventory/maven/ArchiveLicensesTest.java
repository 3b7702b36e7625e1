package io.registrysidecar.inventory.maven;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Jars.jar;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.testing.Evidence;
import io.registrysidecar.testing.Jars;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the licences of archives are told: the project, its parent, the manifest. */
final class ArchiveLicensesTest {

  private static final String DUAL =
      """
      <licenses>
        <license><name>EPL-2.0</name><url>https://www.eclipse.org/legal/epl-2.0</url></license>
        <license><name> </name><url>https://example.org/house-rules</url></license>
      </licenses>
      """;

  @Test
  void aProjectStatesItsLicencesByNameOrAddress() {
    assertThat(licenses(jar().entry(at("org.example", "a"), pom("org.example", "a", DUAL))))
        .containsExactly("EPL-2.0", "https://example.org/house-rules");
  }

  @Test
  void coordinatesFromPropertiesHaveTheLicencesOfTheProjectBesideThem() {
    assertThat(
            licenses(
                jar()
                    .entry(at("org.example", "a"), pom("org.example", "a", DUAL))
                    .pomProperties("org.example", "a", "1.0")))
        .hasSize(2);
  }

  @Test
  void aParentInTheSameArchivePassesItsLicencesOn() {
    List<PackageFact> facts =
        facts(
            jar()
                .entry(at("org.example", "parent"), pom("org.example", "parent", DUAL))
                .entry(
                    at("org.example", "child"),
                    pom("org.example", "child", parent("org.example", "parent"))));

    assertThat(facts).extracting(PackageFact::name).containsExactly("child", "parent");
    assertThat(facts.getFirst().licenses()).hasSize(2);
  }

  @Test
  void whatHasAParentOfApacheIsUnderItsLicence() {
    assertThat(
            licenses(
                jar()
                    .entry(
                        at("commons-io", "commons-io"),
                        pom("commons-io", "commons-io", parent("org.apache.commons", "commons")))))
        .containsExactly("Apache-2.0");
  }

  @Test
  void parentsThatNothingIsKnownOfPassNothingOn() {
    assertThat(
            licenses(
                jar()
                    .entry(
                        at("org.example", "a"),
                        pom("org.example", "a", parent("org.apachery", "parent")))))
        .isEmpty();
  }

  @Test
  void theManifestOfABundleStatesLicences() {
    assertThat(
            licenses(
                jar()
                    .manifest(
                        "Bundle-License: \"MIT\";link=\"https://example.org/a,b\", Apache-2.0;",
                        " description=x, <<EXTERNAL>>")))
        .containsExactly("MIT", "Apache-2.0");
  }

  @Test
  void theManifestOfSeveralMergedProjectsIsNobodys() {
    Jars merged =
        jar()
            .manifest("Bundle-License: MIT")
            .pomProperties("org.example", "a", "1")
            .pomProperties("org.example", "b", "1");

    assertThat(facts(merged)).allMatch(fact -> fact.licenses().isEmpty());
  }

  @Test
  void whatIsNoNameOfALicenceIsLeftOut() {
    String many =
        "<licenses>%s<license><name>${license}</name></license><license/></licenses>"
            .formatted(("<license><name>" + "x".repeat(300) + "</name></license>").repeat(3));

    assertThat(licenses(jar().entry(at("g", "a"), pom("g", "a", many)))).isEmpty();
    assertThat(
            licenses(
                jar()
                    .entry(
                        at("g", "a"),
                        pom(
                            "g",
                            "a",
                            "<licenses>"
                                + "<license><name>MIT</name></license>".repeat(1000)
                                + "</licenses>"))))
        .hasSize(16);
  }

  private static String at(String group, String artifact) {
    return "META-INF/maven/" + group + "/" + artifact + "/pom.xml";
  }

  private static String pom(String group, String artifact, String more) {
    return "<project><groupId>%s</groupId><artifactId>%s</artifactId><version>1.0</version>%s</project>"
        .formatted(group, artifact, more);
  }

  private static String parent(String group, String artifact) {
    return "<parent><groupId>%s</groupId><artifactId>%s</artifactId><version>1</version></parent>"
        .formatted(group, artifact);
  }

  private static List<String> licenses(Jars archive) {
    return facts(archive).getFirst().licenses();
  }

  private static List<PackageFact> facts(Jars archive) {
    return Evidence.of(
            new JavaArchiveDetector(ArchiveLimits.DEFAULT), file("a-1.jar", archive.build()))
        .facts();
  }
}
