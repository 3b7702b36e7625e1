package io.registrysidecar.advisory.vex;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Kind;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.SourcePackage;
import io.registrysidecar.oci.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which statement changes which finding of the image {@code registry.example:5000/team/app}. */
class VexStatementsTest {

  private static final String HEX = "a".repeat(64);
  private static final String OTHER = "b".repeat(64);
  static final VexSubject IMAGE =
      new VexSubject(
          "registry.example:5000/team/app",
          Set.of(new Digest(Digest.Algorithm.SHA256, HEX)),
          "amd64");
  private static final VexOrigin ORIGIN = new VexOrigin("urn:doc", "Ada", "file a.json");

  /** libssl3 of openssl, on Debian 12. */
  private static final Finding FINDING = finding(Kind.VULNERABILITY);

  private static Finding finding(Kind kind) {
    return new Finding(
        "CVE-2023-1",
        List.of("GHSA-1"),
        Severity.HIGH,
        "test",
        kind,
        new Component(
            "pkg:deb/debian/libssl3@3.0.9-1?arch=amd64&distro=debian-12",
            "Debian",
            "12",
            "libssl3",
            "3.0.9-1",
            new SourcePackage("openssl", "3.0.9-1"),
            null,
            new Digest(Digest.Algorithm.SHA256, OTHER),
            List.of(),
            null,
            List.of()),
        null,
        Status.AFFECTED,
        null,
        "test",
        "it is old");
  }

  private static VexStatement statement(
      String vulnerability, VexProduct product, VexStatus status, int day) {
    return new VexStatement(
        Set.of(vulnerability),
        List.of(product),
        status,
        null,
        null,
        "Wait for 1.1.",
        Instant.EPOCH.plusSeconds(86_400L * day),
        ORIGIN);
  }

  private static Status after(VexStatement... statements) {
    return new VexStatements(List.of(statements))
        .apply(List.of(FINDING), IMAGE)
        .getFirst()
        .status();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # product                                                                | subcomponent                               | means the finding
          pkg:oci/app                                                              | -                                          | true
          pkg:oci/app                                                              | pkg:deb/debian/libssl3                     | true
          pkg:oci/app                                                              | pkg:deb/debian/libssl3@3.0.9-1             | true
          pkg:oci/app                                                              | pkg:deb/debian/libssl3?distro=debian-12    | true
          pkg:oci/app                                                              | pkg:deb/debian/libssl3?upstream=openssl    | true
          pkg:oci/app                                                              | pkg:deb/debian/openssl?arch=source         | true
          pkg:oci/app                                                              | pkg:deb/debian/openssl                     | false
          pkg:oci/app                                                              | pkg:deb/debian/libssl3@3.0.8-1             | false
          pkg:oci/app                                                              | pkg:deb/debian/libssl3?arch=arm64          | false
          pkg:oci/app                                                              | pkg:deb/debian/libssl3?upstream=gnutls     | false
          pkg:oci/app                                                              | pkg:deb/ubuntu/libssl3                     | false
          pkg:oci/app                                                              | pkg:apk/debian/libssl3                     | false
          pkg:oci/app                                                              | libssl3                                    | false
          pkg:oci/other                                                            | -                                          | false
          pkg:oci/app?repository_url=registry.example:5000/team/app                | -                                          | true
          pkg:oci/app?repository_url=registry.example:5000/team                    | -                                          | true
          pkg:oci/app?repository_url=registry.example:5000/tea                     | -                                          | false
          pkg:oci/app?repository_url=other.example/team/app                        | -                                          | false
          pkg:oci/app?arch=amd64                                                   | -                                          | true
          pkg:oci/app?arch=arm64                                                   | -                                          | false
          pkg:oci/app?tag=1.0                                                      | -                                          | false
          pkg:oci/app@sha256%3A<own>                                               | -                                          | true
          pkg:oci/app@sha256%253A<own>                                             | -                                          | true
          pkg:oci/app@sha256%3A<other>                                             | -                                          | false
          pkg:docker/team/app@sha256%3A<own>                                       | -                                          | true
          pkg:docker/team/app@1.0                                                  | -                                          | false
          registry.example:5000/team/app@sha256:<own>                              | -                                          | true
          registry.example:5000/other/app@sha256:<own>                             | -                                          | false
          sha256:<own>                                                             | pkg:deb/debian/libssl3                     | true
          sha256:<other>                                                           | pkg:deb/debian/libssl3                     | false
          pkg:deb/debian/libssl3                                                   | -                                          | true
          pkg:deb/debian/libssl3@3.0.9-1                                           | -                                          | true
          pkg:deb/debian/libssl3@3.0.7-1                                           | -                                          | false
          pkg:bitnami/app                                                          | pkg:deb/debian/libssl3                     | false
          app                                                                      | -                                          | false
          """)
  void aStatementMeansWhatItNames(String product, String part, boolean means) {
    String id = product.replace("<own>", HEX).replace("<other>", OTHER);
    VexProduct named =
        new VexProduct(List.of(id), Set.of(), part == null ? List.of() : List.of(part));

    Status status = after(statement("CVE-2023-1", named, VexStatus.FIXED, 1));

    assertThat(status).isEqualTo(means ? Status.SUPPRESSED : Status.AFFECTED);
  }

  @ParameterizedTest
  @CsvSource({
    "CVE-2023-1, NOT_AFFECTED, SUPPRESSED",
    "GHSA-1, NOT_AFFECTED, SUPPRESSED",
    "cve-2023-1, FIXED, SUPPRESSED",
    "CVE-2023-1, UNDER_INVESTIGATION, UNDER_INVESTIGATION",
    "CVE-2023-1, AFFECTED, AFFECTED",
    "CVE-2023-2, NOT_AFFECTED, AFFECTED",
  })
  void whatIsSaidDecides(String vulnerability, VexStatus said, Status then) {
    assertThat(after(statement(vulnerability, VexProduct.of("pkg:oci/app"), said, 1)))
        .isEqualTo(then);
  }

  @Test
  void theLatestCountsWhereverItStands() {
    VexProduct image = VexProduct.of("pkg:oci/app");
    VexStatement first = statement("CVE-2023-1", image, VexStatus.NOT_AFFECTED, 1);
    VexStatement second = statement("CVE-2023-1", image, VexStatus.AFFECTED, 2);
    VexStatement third = statement("GHSA-1", image, VexStatus.FIXED, 3);

    assertThat(after(first, second)).isEqualTo(Status.AFFECTED);
    assertThat(after(second, first)).isEqualTo(Status.AFFECTED);
    assertThat(after(third, second, first)).isEqualTo(Status.SUPPRESSED);
  }

  @Test
  void atTheSameTimeTheOneThatSuppressesLessCounts() {
    VexProduct image = VexProduct.of("pkg:oci/app");
    VexStatement one = statement("CVE-2023-1", image, VexStatus.FIXED, 1);
    VexStatement other = statement("CVE-2023-1", image, VexStatus.UNDER_INVESTIGATION, 1);

    assertThat(after(one, other)).isEqualTo(Status.UNDER_INVESTIGATION);
    assertThat(after(other, one)).isEqualTo(Status.UNDER_INVESTIGATION);
  }

  @Test
  void hashesHaveToBeTheImagesWhateverItsName() {
    VexProduct renamed =
        new VexProduct(List.of("pkg:oci/app"), Set.of("sha256:" + OTHER), List.of());

    assertThat(after(statement("CVE-2023-1", renamed, VexStatus.FIXED, 1)))
        .isEqualTo(Status.AFFECTED);
  }

  @Test
  void theReasonKeepsWhatWasFoundAndSaysWhoDecided() {
    VexStatement said = statement("CVE-2023-1", VexProduct.of("pkg:oci/app"), VexStatus.FIXED, 1);

    assertThat(new VexStatements(List.of(said)).apply(List.of(FINDING), IMAGE).getFirst().reason())
        .isEqualTo(
            "fixed (VEX urn:doc of Ada, from file a.json, 1970-01-02T00:00:00Z); otherwise: it is"
                + " old");
  }

  @Test
  void whatIsAffectedSaysWhatToDo() {
    VexStatement said =
        statement("CVE-2023-1", VexProduct.of("pkg:oci/app"), VexStatus.AFFECTED, 1);

    assertThat(reason(said)).startsWith("affected; action: Wait for 1.1. (VEX urn:doc of Ada");
  }

  @Test
  void whoSaysOtherwiseAndIsOverruledIsNamed() {
    VexProduct image = VexProduct.of("pkg:oci/app");
    VexStatement early = statement("CVE-2023-1", image, VexStatus.FIXED, 1);
    VexStatement same = statement("GHSA-1", image, VexStatus.AFFECTED, 2);
    VexStatement late = statement("CVE-2023-1", image, VexStatus.AFFECTED, 3);

    assertThat(reason(early, same, late))
        .contains(
            "1970-01-04T00:00:00Z); overruled: fixed (VEX urn:doc of Ada, from file a.json,"
                + " 1970-01-02T00:00:00Z); otherwise: it is old");
    assertThat(reason(same, late)).doesNotContain("overruled");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # product                                   | subcomponent               | attached | told
          pkg:oci/app@sha256%3A<other>                | -                          | false    | true
          pkg:docker/team/app@1.0                     | -                          | false    | true
          registry.example:5000/team/app@sha256:<other>| -                         | false    | true
          pkg:oci/app                                 | pkg:deb/debian/curl        | false    | true
          pkg:oci/app?arch=arm64                      | -                          | false    | true
          pkg:deb/debian/libssl3@3.0.7-1              | -                          | false    | true
          pkg:oci/other                               | -                          | false    | false
          pkg:oci/other                               | -                          | true     | true
          pkg:deb/debian/curl                         | -                          | false    | false
          pkg:deb/debian/curl                         | -                          | true     | true
          """)
  void aStatementThatComesCloseIsToldOfAndChangesNothing(
      String product, String part, boolean attached, boolean told) {
    String id = product.replace("<other>", OTHER);
    VexStatement said =
        statement(
            "CVE-2023-1",
            new VexProduct(List.of(id), Set.of(), part == null ? List.of() : List.of(part)),
            VexStatus.FIXED,
            1);

    assertThat(after(attached ? said.attached() : said)).isEqualTo(Status.AFFECTED);
    assertThat(reason(attached ? said.attached() : said))
        .startsWith(told ? "it is old; not met by fixed (VEX urn:doc of Ada" : "it is old")
        .contains(told ? ": that is about " + (part == null ? "" : part + " in ") : "");
    if (!told) {
      assertThat(reason(said)).isEqualTo("it is old");
    }
  }

  @Test
  void ofManyThatComeCloseSomeAreTold() {
    VexStatement[] many =
        IntStream.range(1, 6)
            .mapToObj(day ->
                statement("CVE-2023-1", VexProduct.of("pkg:oci/app@1"), VexStatus.FIXED, day))
            .toArray(VexStatement[]::new);

    assertThat(reason(many)).endsWith("; and others").containsOnlyOnce("1970-01-04");
    assertThat(reason(many)).doesNotContain("1970-01-05");
  }

  private static String reason(VexStatement... statements) {
    return new VexStatements(List.of(statements))
        .apply(List.of(FINDING), IMAGE)
        .getFirst()
        .reason();
  }

  @Test
  void nobodyCanSayThatMalwareDoesNoHarm() {
    Finding malware = finding(Kind.MALWARE);
    VexStatement said =
        statement("CVE-2023-1", VexProduct.of("pkg:oci/app"), VexStatus.NOT_AFFECTED, 1);

    assertThat(new VexStatements(List.of(said)).apply(List.of(malware), IMAGE))
        .containsExactly(malware);
  }

  @Test
  void statementsAboutOthersNeverChangeAnything() {
    Random random = new Random(20_261_128);
    List<String> others =
        List.of(
            "pkg:oci/app2",
            "pkg:oci/ap",
            "pkg:oci/app@sha256%3A" + OTHER,
            "pkg:oci/app?repository_url=registry.example/team/app",
            "pkg:deb/debian/libssl",
            "pkg:deb/debian/libssl3@3.0.9",
            "pkg:deb/libssl3",
            "registry.example:5000/team/app",
            "registry.example:5000/team/app:1.0",
            "sha256:" + OTHER,
            "*");
    List<VexStatus> statuses = List.of(VexStatus.values());
    for (int round = 0; round < 200; round++) {
      List<VexStatement> statements = new ArrayList<>();
      for (int i = random.nextInt(1, 20); i > 0; i--) {
        statements.add(
            statement(
                random.nextBoolean() ? "CVE-2023-1" : "GHSA-1",
                VexProduct.of(others.get(random.nextInt(others.size()))),
                statuses.get(random.nextInt(statuses.size())),
                random.nextInt(100)));
      }
      assertThat(new VexStatements(statements).apply(List.of(FINDING), IMAGE))
          .as("seed 20261128, round %d: %s", round, statements)
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.reason()).startsWith(FINDING.reason());
            assertThat(finding.judged(finding.status(), FINDING.reason())).isEqualTo(FINDING);
          });
    }
  }
}
