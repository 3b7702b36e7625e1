package io.registrysidecar.advisory.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.feed.OsvRecord.Affected;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gentoo's advisories, in the form of its {@code glsa.dtd}. */
final class GlsaFileTest {

  private final Collected collected = new Collected();

  @Test
  void anAdvisoryIsARecord() throws IOException {
    read(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE glsa SYSTEM "http://www.gentoo.org/dtd/glsa.dtd">
        <glsa id="202301-01">
            <title>NTFS-3G: Multiple Vulnerabilities</title>
            <product type="ebuild">ntfs3g</product>
            <announced>2023-01-11</announced>
            <revised count="1">2023-01-12</revised>
            <bug>878885</bug>
            <access>remote</access>
            <affected>
                <package name="sys-fs/ntfs3g" auto="yes" arch="*">
                    <unaffected range="ge">2022.10.3</unaffected>
                    <vulnerable range="lt">2022.10.3</vulnerable>
                </package>
            </affected>
            <impact type="high"><p>Words with <b>more</b> words, and CVE-1999-0001.</p></impact>
            <references>
                <uri link="https://cve.example/CVE-2021-33285">CVE-2021-33285</uri>
                <uri link="https://cve.example/CVE-2022-40284">CVE-2022-40284</uri>
            </references>
        </glsa>
        """);

    assertThat(collected.rejected).isEmpty();
    OsvRecord record = collected.advisories.getFirst();
    assertThat(record.id()).isEqualTo("GLSA-202301-01");
    assertThat(record.published()).isEqualTo(Instant.parse("2023-01-11T00:00:00Z"));
    assertThat(record.modified()).isEqualTo(Instant.parse("2023-01-12T00:00:00Z"));
    assertThat(record.upstream()).containsExactly("CVE-2021-33285", "CVE-2022-40284");
    assertThat(record.severityWord()).isEqualTo("high");
    assertThat(record.affected())
        .singleElement()
        .satisfies(affected -> {
          assertThat(affected.ecosystem()).isEqualTo("Gentoo");
          assertThat(affected.name()).isEqualTo("sys-fs/ntfs3g");
        });
  }

  /** {@code v} is vulnerable, {@code u} is unaffected; a slot follows a colon. */
  @ParameterizedTest
  @CsvSource({
    "v lt 2 / u ge 2,                          [0 fixed 2]",
    "v lt 2,                                   [0 fixed 2]",
    "v le 1.9-r1,                              [0 last_affected 1.9-r1]",
    "v le 1.9-r1 / u gt 1.9-r1,                [0 last_affected 1.9-r1]",
    "v le 1.9-r1 / u ge 1.9-r2,                [0 fixed 1.9-r2]",
    "v lt 2.0.7 / u ge 2.0.7 / u rge 1.2.5,    [0 fixed 1.2.5] [1.2.5_p fixed 2.0.7]",
    "v lt 2 / u rge 1.5-r3,                    [0 fixed 1.5-r3] [1.5_p fixed 2]",
    "v eq 1.5,                                 [1.5 last_affected 1.5]",
    "v ge 2 / v lt 1 / u ge 3,                 [0 fixed 1] [2 fixed 3]",
    "v gt 2,                                   [2-r1]",
    "v lt 3 / u lt 2,                          [2 fixed 3]",
    "v rle 1.5-r2 / u rgt 1.5-r2,              [1.5 last_affected 1.5-r2]",
    "u ge 2,                                   ''",
    "v lt 3.9.18:3.9 / v lt 3.10.13:3.10 / u ge 3.9.18:3.9 / u ge 3.10.13:3.10, [3.9 fixed 3.9.18]"
        + " [3.10 fixed 3.10.13]",
    "v lt 3.10.13 / u ge 3.9.18:3.9 / u ge 3.10.13:3.10, [0 fixed 3.9.18] [3.10 fixed 3.10.13]",
    "v lt 2:0 / u ge 2:0,                      [0 fixed 2]",
    "v lt 2:* / u ge 2:*,                      [0 fixed 2]",
    "v lt 3.11.0_p2:3.11 / v lt 3.12.0_alpha1_p2:12 / u ge 3.11.0_p2:3.11, [0 fixed 3.11.0_p2]"
        + " [3.12 fixed 3.12.0_alpha1_p2]",
    "v lt 8.1 / v ge 8.1.29:8.1 / u ge 8.1.29:8.1, [0 fixed 8.1]",
    "v lt 2.40-r410:4.1 / v lt 2.40:4 / u ge 2.40-r410:4.1, [0 fixed 2.40-r410]",
  })
  void whatIsVulnerableAndNotUnaffectedIsAffected(String conditions, String ranges)
      throws IOException {
    StringBuilder text = new StringBuilder();
    for (String condition : conditions.split(" / ")) {
      String[] words = condition.split("[ :]");
      String element = words[0].equals("v") ? "vulnerable" : "unaffected";
      String slot = words.length > 3 ? " slot=\"" + words[3] + "\"" : "";
      text.append(
          "<%s range=\"%s\"%s>%s</%s>".formatted(element, words[1], slot, words[2], element));
    }
    read(
        "<glsa id=\"1\"><product type=\"ebuild\">x</product><affected><package name=\"a/b\""
            + " arch=\"*\">"
            + text
            + "</package></affected></glsa>");

    assertThat(collected.rejected).isEmpty();
    assertThat(words(collected.advisories.getFirst().affected().getFirst())).isEqualTo(ranges);
  }

  private static String words(Affected affected) {
    return affected.ranges().stream()
        .map(range ->
            range.events().stream()
                .map(event ->
                    event.kind().equals("introduced")
                        ? event.version()
                        : event.kind() + " " + event.version())
                .collect(Collectors.joining(" ", "[", "]")))
        .collect(Collectors.joining(" "));
  }

  @Test
  void processorsAreTakenOver() throws IOException {
    read(
        "<glsa id=\"1\"><product type=\"ebuild\">x</product><affected><package name=\"a/b\""
            + " arch=\"x86 ppc64\"><vulnerable"
            + " range=\"lt\">2</vulnerable></package></affected></glsa>");

    assertThat(collected.advisories.getFirst().affected().getFirst().scope().architectures())
        .containsExactly("386", "ppc64", "ppc64le");
  }

  @Test
  void whatIsNotAboutPackagesIsPassedOver() throws IOException {
    read(
        "<glsa id=\"1\"><product type=\"infrastructure\">rsync</product><affected><service"
            + " type=\"rsync\">x</service></affected></glsa>");

    assertThat(collected.advisories).isEmpty();
    assertThat(collected.rejected).isEmpty();
  }

  private void read(String xml) throws IOException {
    new OsvFeed(FeedLimits.DEFAULT)
        .read(
            "glsa-202301-01.xml",
            new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)),
            collected);
  }
}
