package io.registrysidecar.advisory.vex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators write, and what is wrong with it. */
class VexWordsTest {

  static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private static final String FINE =
      "vulnerability=CVE-1;status=not_affected;justification=component_not_present;author=Ada";

  private static VexWords words(String text) {
    Map<String, String> words = new HashMap<>();
    for (String word : text.split(";", -1)) {
      words.put(word.split("=", 2)[0], word.split("=", 2)[1]);
    }
    return new VexWords(
        words.get("vulnerability"),
        words.get("component"),
        words.get("status"),
        words.get("justification"),
        words.get("impact"),
        words.get("action"),
        words.get("author"),
        words.get("expires"));
  }

  @Test
  void whatIsNeededIsEnough() throws Exception {
    assertThat(words(FINE).mark(NOW))
        .isEqualTo(
            new VexMark(
                "CVE-1",
                null,
                VexStatus.NOT_AFFECTED,
                "component_not_present",
                null,
                null,
                "Ada",
                null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status=fixed;author=Ada | vulnerability is missing",
        "vulnerability= ;status=fixed;author=Ada | vulnerability is missing",
        "vulnerability=CVE-1;author=Ada | status is missing",
        "vulnerability=CVE-1;status=fixed | author is missing",
        "vulnerability=CVE-1;status=maybe;author=Ada | the status \"maybe\" is not known; there are"
            + " not_affected, affected, fixed, under_investigation",
        "vulnerability=CVE-1;status=NOT_AFFECTED;author=Ada | is not known",
        "vulnerability=CVE-1;status=not_affected;author=Ada | needs a justification",
        "vulnerability=CVE-1;status=affected;author=Ada | affected needs an action",
        "vulnerability=CVE-1;status=not_affected;author=Ada;justification=because | the"
            + " justification \"because\" is not known; there are component_not_present",
        "vulnerability=CVE-1;status=fixed;author=Ada;justification=component_not_present | for"
            + " not_affected only",
        "vulnerability=CVE-1;status=fixed;author=Ada;component=openssl | not a package URL",
        "vulnerability=CVE-1;status=fixed;author=Ada;expires=2026-11-27 | not in the future",
        "vulnerability=CVE-1;status=fixed;author=Ada;expires=2026-11-28T12:00:00Z | not in the"
            + " future",
        "vulnerability=CVE-1;status=fixed;author=Ada;expires=0d | not in the future",
        "vulnerability=CVE-1;status=fixed;author=Ada;expires=tomorrow | neither a day",
        "vulnerability=CVE-1;status=fixed;author=Ada;expires=2026-02-30 | neither a day",
        "vulnerability=CVE-1;status=fixed;author=Ada;expires=-5d | neither a day",
        "vulnerability=CVE-1;status=fixed;author=Ada;expires=999999d | more than a century",
        "vulnerability=CVE-1;status=fixed;author=Ada;expires=9999-12-31 | more than a century",
      })
  void whatIsWrongIsSaid(String text, String says) {
    assertThatThrownBy(() -> words(text).mark(NOW))
        .isInstanceOf(MalformedVex.class)
        .hasMessageContaining(says);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-28, 2026-11-29T00:00:00Z",
    "2027-01-31, 2027-02-01T00:00:00Z",
    "2026-11-28T14:00:00+01:00, 2026-11-28T13:00:00Z",
    "30d, 2026-12-28T12:00:00Z",
    "12h, 2026-11-29T00:00:00Z",
    "15m, 2026-11-28T12:15:00Z",
    "90s, 2026-11-28T12:01:30Z",
  })
  void anEndIsADayATimeOrASpan(String written, Instant meant) throws Exception {
    assertThat(words(FINE + ";expires=" + written).mark(NOW).expires()).isEqualTo(meant);
  }

  @Test
  void proseInsteadOfAJustificationIsEnough() throws Exception {
    String prose = "vulnerability=CVE-1;status=not_affected;author=Ada;impact=It is a compiler.";

    assertThat(words(prose).mark(NOW).impact()).isEqualTo("It is a compiler.");
  }

  @Test
  void nothingIsLongerThanItMayBe() {
    String prose = "x".repeat(VexWords.LONGEST + 1);

    assertThatThrownBy(() -> words(FINE + ";impact=" + prose).mark(NOW))
        .hasMessageContaining("impact has more than 2000 characters");
  }

  @Test
  void nobodyWritesControlCharactersOrHalvesOfOnes() {
    assertThatThrownBy(() -> words(FINE + ";impact=a\u001b[2Jb").mark(NOW))
        .hasMessageContaining("control characters");
    assertThatThrownBy(() -> words(FINE + ";impact=a\ud800b").mark(NOW))
        .hasMessageContaining("control characters");
  }

  @Test
  void anyWordsMakeAStatementThatIsReadAsItWasMeantOrAreRefused() {
    List<String> bits = new ArrayList<>(OpenVex.JUSTIFICATIONS);
    for (VexStatus status : VexStatus.values()) {
      bits.add(status.word());
    }
    bits.addAll(
        List.of("CVE-1", "pkg:deb/debian/a@1?arch=x", "pkg:", "7d", "2027-01-01", "", "é", "\0"));
    for (int seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      @Nullable String[] any = new @Nullable String[8];
      for (int i = 0; i < any.length; i++) {
        any[i] = random.nextInt(4) == 0 ? null : bits.get(random.nextInt(bits.size()));
      }
      try {
        VexMark mark =
            new VexWords(any[0], any[1], any[2], any[3], any[4], any[5], any[6], any[7]).mark(NOW);
        OpenVexWriterTest.assertReadAsMeant(mark);
      } catch (MalformedVex e) {
        assertThat(e.reason()).as("seed %s", seed).isNotBlank();
      }
    }
  }
}
