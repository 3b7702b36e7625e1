package io.registrysidecar.advisory.cvss;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores of vectors, against published examples and another implementation. */
final class CvssTest {

  @Test
  void scoresAsPublished() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> lines = table();
    for (String line : lines) {
      String[] vectorAndScore = line.split(" ");
      int expected = Integer.parseInt(vectorAndScore[1].replace(".", ""));
      int actual = Cvss.score(vectorAndScore[0]).map(CvssScore::tenths).orElse(-1);
      if (actual != expected) {
        wrong.add(line + " but " + actual);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(lines).hasSizeGreaterThan(380);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "high",
        "7.5",
        "CVSS:3.1",
        "CVSS:3.1/",
        "CVSS:3.2/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N/A:H",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:X",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N/ZZ:N",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N/",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:S/SI:H/SA:H",
        "AV:N/AC:L/Au:N/C:N/I:N",
        "AV:N/AC:L/Au:N/C:N/I:N/A:H",
      })
  void aBrokenVectorHasNoScore(String vector) {
    assertThat(Cvss.score(vector)).isEmpty();
  }

  @Test
  void anEndlessVectorIsNotEvenRead() {
    assertThat(Cvss.score("CVSS:3.1/AV:N" + "/AV:N".repeat(1_000_000))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N, NEGLIGIBLE",
    "CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N, LOW",
    "CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L, MEDIUM",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H, HIGH",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, CRITICAL",
    "AV:N/AC:L/Au:N/C:C/I:C/A:C, HIGH",
    "(AV:N/AC:L/Au:N/C:C/I:C/A:C), HIGH"
  })
  void theRatingFollowsTheScore(String vector, Severity severity) {
    assertThat(Cvss.score(vector).orElseThrow().severity()).isEqualTo(severity);
  }

  private static List<String> table() throws IOException {
    try (InputStream in = CvssTest.class.getResourceAsStream("vectors.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}
