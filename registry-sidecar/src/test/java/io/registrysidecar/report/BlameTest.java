package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.advisory.Severity;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.Report;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What reports say about who brought a problem in, and who takes it away. */
class BlameTest {

  private static final Component OPENSSL =
      Samples.deb("openssl", "3.0.11-1~deb12u2", "openssl", Samples.AMD64);
  private static final Component TAR = Samples.deb("tar", "1.34", "tar", Samples.AMD64);
  private static final BaseImage.Newer NEWER =
      new BaseImage.Newer("registry.example.com/debian:12", Set.of("CVE-2005-2541"));

  @Test
  void whatTheBaseBroughtAndANewerOneDoesNotHaveIsFixedByMoving() {
    assertThat(report(base(1, NEWER)).findings())
        .extracting(FindingInfo::component, FindingInfo::base, FindingInfo::fixedByBase)
        .containsExactlyInAnyOrder(
            tuple(OPENSSL.purl(), true, "registry.example.com/debian:12"),
            tuple(TAR.purl(), true, null),
            tuple(Samples.LOG4J.purl(), false, null));
  }

  @Test
  void withoutKnowingWhichLayersAreTheBaseNobodyIsBlamed() {
    assertThat(report(base(null, null)).findings())
        .allSatisfy(finding -> assertThat(finding.base()).isNull());
  }

  @Test
  void theTableShowsIt() {
    assertThat(table(report(base(1, NEWER))))
        .contains(
            "Base registry.example.com/debian:12-old, the lowest layer of 2, by its layers; newer"
                + " is registry.example.com/debian:12\n")
        .containsPattern("openssl .* base, fixed by moving to registry.example.com/debian:12\n")
        .containsPattern("tar .* base\n")
        .containsPattern("log4j-core .* yours\n");
  }

  @Test
  void whereNoBaseIsKnownTheTableHasNoColumnForIt() {
    assertThat(table(report(null))).doesNotContain("FROM").doesNotContain("Base ");
  }

  private static BaseImage base(@Nullable Integer layers, BaseImage.@Nullable Newer newer) {
    return new BaseImage(
        "registry.example.com/debian:12-old",
        Samples.digest("base"),
        BaseImage.By.LAYERS,
        layers,
        newer);
  }

  private static Report report(@Nullable BaseImage base) {
    return ReportAssembler.assemble(
        new ScanOutcome(
            new ImageFacts(
                "registry.example.com/team/app",
                Samples.digest("app"),
                MediaTypes.OCI_MANIFEST,
                Samples.AMD64,
                List.of("1.0"),
                List.of(Samples.BASE, Samples.APP),
                base),
            Samples.SCAN,
            Samples.ADVISORIES,
            new Inventory(Samples.BOOKWORM, List.of(OPENSSL, TAR, Samples.LOG4J), List.of()),
            List.of(
                Samples.debian("CVE-2024-5535", Severity.MEDIUM, OPENSSL, "3.0.15-1~deb12u1"),
                Samples.debian("CVE-2005-2541", Severity.LOW, TAR, null),
                Samples.LOG4SHELL),
            List.of()));
  }

  private static String table(Report report) {
    return new String(
        ReportFormats.TABLE.render(report, ReportFormat.Style.READABLE), StandardCharsets.UTF_8);
  }
}
