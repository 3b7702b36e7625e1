package io.registrysidecar.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {

  private static final String EXAMPLE = Published.exampleReport("findings");

  @Test
  void membersOfALaterReleaseAreSkipped() throws Exception {
    ObjectNode later = (ObjectNode) Published.parse(EXAMPLE);
    later.put("mood", "good");
    later.withObject("/image").putObject("weight").put("kg", 3);
    later.withObject("/findings/0").putArray("exploits").add("https://example.com");

    assertThat(read(later.toString())).isEqualTo(read(EXAMPLE));
  }

  @Test
  void sectionsThatLaterReleasesFillAreKeptAsTheyCome() throws Exception {
    ObjectNode later = (ObjectNode) Published.parse(EXAMPLE);
    later.withArray("/checks").addObject().put("id", "4.1").putNull("score").putArray("at").add(7);
    later.withObject("/audit").put("source", "https://example.com/app.git");

    Report report = read(later.toString());

    assertThat(report.checks()).hasSize(1);
    assertThat(report.checks().getFirst())
        .containsEntry("id", "4.1")
        .containsEntry("score", null)
        .containsEntry("at", List.of(7));
    assertThat(report.audit()).isEqualTo(Map.of("source", "https://example.com/app.git"));
    assertThat(Published.parse(new String(ReportWriter.compact(report), UTF_8))).isEqualTo(later);
  }

  @Test
  void aLaterSchemaIsRefusedByItsVersionAndNotByItsFirstStrangeMember() {
    assertRefused(
        "{\"image\":[],\"schemaVersion\":\"2\"}",
        "its schemaVersion is 2 and this reader understands 1; use a newer annotation-schema");
  }

  @Test
  void theMessageSaysWhere() {
    assertRefused(EXAMPLE.replace("\"fixed-available\"", "\"fixed\""), "findings[0].status: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "null", "[]", "\"report\"", "{", "{}", "{\"schemaVersion\":", "\u0000"})
  void whatIsNoReportIsRefused(String document) {
    assertRefused(document, "read report: ");
  }

  @Test
  void aTruncatedReportIsRefused() {
    assertRefused(EXAMPLE.substring(0, EXAMPLE.length() / 2), "Unexpected end-of-input");
  }

  @Test
  void aSecondDocumentBehindTheReportIsRefused() {
    assertRefused(EXAMPLE + "{}", "Trailing token");
  }

  @Test
  void aMemberThatComesTwiceIsRefusedBecauseReadersWouldDisagree() {
    assertRefused(
        EXAMPLE.replace(
            "\"severity\": \"critical\"", "\"severity\": \"low\", \"severity\": \"critical\""),
        "Duplicate field 'severity'");
  }

  @Test
  void nestingWithoutEndIsRefused() {
    assertRefused("{\"later\":" + "[".repeat(100_000), "maximum allowed (64");
  }

  @Test
  void aDocumentOverTheLimitIsRefusedUnread() {
    int length = EXAMPLE.getBytes(UTF_8).length;

    assertThatThrownBy(() -> new ReportReader(length - 1).read(EXAMPLE.getBytes(UTF_8)))
        .isInstanceOf(MalformedReport.class)
        .hasMessageContaining("larger than " + (length - 1) + " bytes");
  }

  @Test
  void anEndlessStreamIsReadNoFurtherThanTheLimit() {
    CountingZeros endless = new CountingZeros();

    assertThatThrownBy(() -> new ReportReader(1000).read(endless))
        .isInstanceOf(MalformedReport.class)
        .hasMessageContaining("larger than 1000 bytes");
    assertThat(endless.given).isEqualTo(1001);
  }

  @Test
  void aReportAtTheLimitIsRead() throws Exception {
    byte[] json = EXAMPLE.getBytes(UTF_8);

    assertThat(new ReportReader(json.length).read(new ByteArrayInputStream(json)).findings())
        .hasSize(3);
  }

  private static Report read(String json) throws MalformedReport {
    return new ReportReader().read(json.getBytes(UTF_8));
  }

  private static void assertRefused(String document, String because) {
    assertThatThrownBy(() -> read(document))
        .isInstanceOf(MalformedReport.class)
        .hasMessageContaining(because);
  }

  private static final class CountingZeros extends InputStream {
    private int given;

    @Override
    public int read() {
      given++;
      return 0;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      given += length;
      return length;
    }
  }
}
