package io.registrysidecar.advisory.vex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator is told whose statement meets no finding. */
class VexHintTest {

  private static final String ZLIB =
      "pkg:deb/debian/zlib1g@1.2.13?arch=amd64&distro=debian-12&upstream=zlib";
  private static final String OPENSSL = "pkg:deb/debian/openssl@3.0.9-1?arch=amd64";
  private static final List<VexHint.Known> FINDINGS =
      List.of(
          new VexHint.Known(List.of("DSA-5532-1", "CVE-2023-5363"), OPENSSL),
          new VexHint.Known(List.of("CVE-2023-45853"), ZLIB));

  private static String hint(
      String vulnerability, @Nullable String component, List<VexHint.Known> findings) {
    var mark =
        new VexMark(vulnerability, component, VexStatus.FIXED, null, null, null, "Ada", null);
    return VexHint.of(mark, findings, "main/team/app").orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # vulnerability | component                               | hint
          CVE-2023-5363   | -                                       | ''
          cve-2023-5363   | pkg:deb/debian/openssl                  | ''
          DSA-5532-1      | pkg:deb/debian/openssl@3.0.9-1          | ''
          CVE-2023-45853  | pkg:deb/debian/zlib?arch=source         | ''
          CVE-2023-45853  | pkg:deb/debian/zlib1g?upstream=zlib     | ''
          CVE-2023-5336   | -                                       | no finding of main/team/app is about CVE-2023-5336; the nearest are CVE-2023-5363 in pkg:deb/debian/openssl@3.0.9-1?arch=amd64
          CVE-2023-4583   | -                                       | no finding of main/team/app is about CVE-2023-4583; the nearest are CVE-2023-45853 in pkg:deb/debian/zlib1g@1.2.13?arch=amd64&distro=debian-12&upstream=zlib
          CVE-2023-458533 | -                                       | no finding of main/team/app is about CVE-2023-458533; the nearest are CVE-2023-45853 in pkg:deb/debian/zlib1g@1.2.13?arch=amd64&distro=debian-12&upstream=zlib
          GHSA-jfh8-c2jp  | -                                       | no finding of main/team/app is about GHSA-jfh8-c2jp
          CVE-2023-5363   | pkg:deb/debian/openssl@3.0.8-1          | no finding of CVE-2023-5363 in main/team/app is in pkg:deb/debian/openssl@3.0.8-1; there is one in pkg:deb/debian/openssl@3.0.9-1?arch=amd64
          CVE-2023-45853  | pkg:deb/debian/zlib                     | no finding of CVE-2023-45853 in main/team/app is in pkg:deb/debian/zlib; there is one in pkg:deb/debian/zlib1g@1.2.13?arch=amd64&distro=debian-12&upstream=zlib
          """)
  void whatIsMeantIsSilentAndWhatIsNotSaysWhatMayBe(
      String vulnerability, @Nullable String component, String told) {
    assertThat(hint(vulnerability, component, FINDINGS)).isEqualTo(told);
  }

  @Test
  void whereNothingWasFoundNothingIsNear() {
    assertThat(hint("CVE-2023-5363", null, List.of()))
        .isEqualTo("no finding of main/team/app is about CVE-2023-5363");
  }

  @Test
  void ofManyThatAreNearSomeAreNamed() {
    List<VexHint.Known> many =
        IntStream.range(1, 6)
            .mapToObj(i -> new VexHint.Known(List.of("CVE-2023-000" + i), OPENSSL))
            .toList();

    assertThat(hint("CVE-2023-0009", null, many))
        .contains("CVE-2023-0003")
        .doesNotContain("CVE-2023-0004")
        .endsWith(" and others");
  }
}
