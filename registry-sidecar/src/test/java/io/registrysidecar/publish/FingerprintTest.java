package io.registrysidecar.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.ReportWriter;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static final Subject SUBJECT =
      new Subject(
          "main",
          new RepositoryName("team/app"),
          Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, "{}".getBytes(UTF_8)));

  private static final String CIRCUMSTANCES =
      """
      {"schemaVersion":"1","image":{"repository":"a","digest":null,"tags":["%s"]},\
      "scan":{"id":"%s","scanner":{"name":"s","version":"1"}},"advisories":{"version":"%s"},\
      "findings":[{"cvss":{"score":7.50}}],"summary":{"high":1}}\
      """;

  @Test
  void itIsOfTheReportWithoutItsCircumstances() {
    String rest =
        """
        {"schemaVersion":"1","image":{"repository":"a","digest":null},\
        "findings":[{"cvss":{"score":7.5}}],"summary":{"high":1},\
        "scanner":{"name":"s","version":"1"}}\
        """;

    assertThat(report(CIRCUMSTANCES.formatted("1.0", "17", "x"))).isEqualTo(digest(rest));
    assertThat(report(CIRCUMSTANCES.formatted("2.0", "18", "y"))).isEqualTo(digest(rest));
  }

  @Test
  void sinceWhenAFindingIsKnownMakesNoOther() {
    String known =
        """
        {"findings":[{"id":"a","firstSeen":"%s","x":{"firstSeen":1}},{"id":"b"}],"layers":[]}\
        """;
    String rest =
        "{\"findings\":[{\"id\":\"a\",\"x\":{\"firstSeen\":1}},{\"id\":\"b\"}],\"layers\":[]}";

    assertThat(report(known.formatted("2026-01-01T00:00:00Z"))).isEqualTo(digest(rest));
    assertThat(report(known.formatted("2026-02-02T00:00:00Z"))).isEqualTo(digest(rest));
    assertThat(report("{\"findings\":{\"firstSeen\":1}}"))
        .as("of no finding")
        .isEqualTo(digest("{\"findings\":{\"firstSeen\":1}}"));
  }

  @Test
  void whatIsNoReportIsTakenAsPlainBytes() {
    for (String other : new String[] {"", "[1]", "7", "{\"image\":", "{\"a\":1", "not JSON"}) {
      assertThat(report(other)).as(other).isEqualTo(digest(other));
    }
  }

  @Test
  void aMemberThatComesTwiceIsNotTheSameAsOneThatComesOnce() {
    assertThat(report("{\"findings\":[1],\"findings\":[]}"))
        .isNotEqualTo(report("{\"findings\":[]}"));
  }

  @Test
  void whoIsInterruptedGetsNone() {
    byte[] large = ("{\"findings\":[" + "1,".repeat(100_000) + "1]}").getBytes(UTF_8);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Fingerprint.of(MediaTypes.REPORT, large))
          .isInstanceOf(CancellationException.class);
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void ofAReportOfOurOwnItIsTheSame() {
    for (String own :
        new String[] {
          CIRCUMSTANCES.formatted("1.0", "17", "x"),
          "{\"image\":{\"tags\":[]},\"scan\":{\"scanner\":{\"name\":\"s\"}},\"audit\":{\"a\\\"}\":\"]\\\\\"}}",
          new String(ReportWriter.compact(Results.of(SUBJECT).report()), UTF_8)
        }) {
      String written = own.replace("7.50", "7.5");

      assertThat(Fingerprint.ofOwn(written.getBytes(UTF_8))).as(own).isEqualTo(report(written));
    }
  }

  private static Digest report(String text) {
    return Fingerprint.of(MediaTypes.REPORT, text.getBytes(UTF_8));
  }

  private static Digest digest(String text) {
    return Digest.sha256(text.getBytes(UTF_8));
  }
}
