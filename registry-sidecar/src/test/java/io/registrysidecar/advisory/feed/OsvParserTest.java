package io.registrysidecar.advisory.feed;

import static io.registrysidecar.advisory.Osv.osv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.registrysidecar.advisory.feed.OsvRecord.Event;
import io.registrysidecar.advisory.feed.OsvRecord.Range;
import io.registrysidecar.advisory.feed.OsvRecord.Rating;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one record says, and what no record may say. */
final class OsvParserTest {

  private final OsvParser parser = new OsvParser(FeedLimits.DEFAULT);

  @Test
  void everythingThatMatchingNeedsIsRead() throws MalformedRecord {
    OsvRecord record =
        parse(
            osv("GHSA-1")
                .published("2026-02-03T04:05:06Z")
                .modified("2026-03-04T05:06:07.123Z")
                .aliases("CVE-2026-1", "GO-2026-1")
                .upstream("CVE-2026-2")
                .related("CVE-2026-3")
                .rated("CVSS_V3", "CVSS:3.1/…")
                .word("HIGH")
                .affects("Debian:12", "openssl")
                .from("0")
                .fixedIn("3.0.1")
                .ecosystemSpecific("urgency", "low")
                .affects("npm", "lodash")
                .versions("1.0.0", "1.0.1")
                .databaseSpecific("last_known_affected_version_range", "< 2")
                .json());

    assertThat(record.id()).isEqualTo("GHSA-1");
    assertThat(record.modified()).isEqualTo(Instant.parse("2026-03-04T05:06:07.123Z"));
    assertThat(record.published()).isEqualTo(Instant.parse("2026-02-03T04:05:06Z"));
    assertThat(record.withdrawn()).isFalse();
    assertThat(record.aliases()).containsExactly("CVE-2026-1", "GO-2026-1");
    assertThat(record.upstream()).containsExactly("CVE-2026-2");
    assertThat(record.related()).containsExactly("CVE-2026-3");
    assertThat(record.severities()).containsExactly(new Rating("CVSS_V3", "CVSS:3.1/…"));
    assertThat(record.severityWord()).isEqualTo("HIGH");
    assertThat(record.affected()).hasSize(2);
    OsvRecord.Affected openssl = record.affected().getFirst();
    assertThat(openssl.ecosystem()).isEqualTo("Debian:12");
    assertThat(openssl.name()).isEqualTo("openssl");
    assertThat(openssl.urgency()).isEqualTo("low");
    assertThat(openssl.ranges())
        .containsExactly(
            new Range(List.of(new Event("introduced", "0"), new Event("fixed", "3.0.1"))));
    OsvRecord.Affected lodash = record.affected().getLast();
    assertThat(lodash.versions()).containsExactly("1.0.0", "1.0.1");
    assertThat(lodash.lastKnownAffected()).isEqualTo("< 2");
  }

  @Test
  void aWithdrawnRecordSaysSo() throws MalformedRecord {
    assertThat(parse(osv("GHSA-1").withdrawn().json()).withdrawn()).isTrue();
    assertThat(parse("{\"id\":\"GHSA-1\",\"withdrawn\":null}").withdrawn()).isFalse();
  }

  @Test
  void unknownFieldsAndNullListsAreNoReasonToReject() throws MalformedRecord {
    OsvRecord record =
        parse(
            """
            {"schema_version": "9.9", "id": "X-1", "aliases": null, "what": {"ever": [1, {"deep": true}]},
             "database_specific": "a text", "affected": [{"package": {"ecosystem": "npm", "name": "a", "purl": 7},
             "versions": null, "ranges": null, "ecosystem_specific": [1], "database_specific": {"informational": {}}}]}
            """);

    assertThat(record.aliases()).isEmpty();
    assertThat(record.affected()).hasSize(1);
    assertThat(record.affected().getFirst().informational()).isNull();
  }

  @Test
  void gitRangesAndElementsWithoutPackageAreDropped() throws MalformedRecord {
    OsvRecord record =
        parse(
            """
            {"id": "X-1", "affected": [
              {"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]},
              {"package": {"ecosystem": "npm", "name": "a"},
               "ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}, {"type": "SEMVER", "events": []}]}]}
            """);

    assertThat(record.affected()).hasSize(1);
    assertThat(record.affected().getFirst().ranges()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"yesterday", "2026-13-45T99:00:00Z", "+999999999-01-01T00:00:00Z9", "''"})
  void anAbsurdDateIsNoDate(String date) throws MalformedRecord {
    assertThat(parse(osv("X-1").modified(date).json()).modified()).isNull();
    assertThat(parse(osv("X-1").published(date).json()).published()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [1]                                                    | the record is not an object but a list
          17                                                     | the record is not an object but a number
          {}                                                     | it has no id
          {"id": 7}                                              | /id is not a text but a number
          {"id": ""}                                             | its id has 0 characters
          {"id": "a b"}                                          | its id contains white space
          {"id": "A", "aliases": "B"}                            | /aliases is not a list but a text
          {"id": "A", "aliases": [null]}                         | /aliases/0 is not a text but null
          {"id": "A", "affected": {}}                            | /affected is not a list but an object
          {"id": "A", "affected": [true]}                        | /affected/0 is not an object but true or false
          {"id": "A", "affected": [{"package": "a"}]}            | /affected/0/package is not an object but a text
          {"id": "A", "affected": [{"package": {"name": []}}]}   | /affected/0/package/name is not a text but a list
          {"id": "A", "affected": [{"ranges": [{"events": 1}]}]} | /affected/0/ranges/0/events is not a list but a number
          {"id": "A", "affected": [{"versions": [1.0]}]}         | /affected/0/versions/0 is not a text but a number
          {"id": "A", "severity": [[]]}                          | /severity/0 is not an object but a list
          {"id": "A"                                             | it is not valid JSON
          {"id": "A"} {"id": "B"}                                | something follows the record
          {id: A}                                                | it is not valid JSON
          """)
  void aRecordOfTheWrongShapeIsRejectedWithThePlace(String json, String reason) {
    assertThatExceptionOfType(MalformedRecord.class)
        .isThrownBy(() -> parse(json))
        .withMessageContaining(reason);
  }

  @Test
  void theRejectedRecordIsNamedByItsIdAsSoonAsThatIsKnown() {
    assertThatExceptionOfType(MalformedRecord.class)
        .isThrownBy(() -> parse("{\"id\": \"GHSA-7\", \"aliases\": 1}"))
        .satisfies(e -> assertThat(e.id()).isEqualTo("GHSA-7"));
    assertThatExceptionOfType(MalformedRecord.class)
        .isThrownBy(() -> parse("{\"aliases\": 1, \"id\": \"GHSA-7\"}"))
        .satisfies(e -> assertThat(e.id()).isEqualTo("here"));
  }

  @Test
  void aDeepRecordIsRejectedWhereverItIsDeep() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThatExceptionOfType(MalformedRecord.class)
        .isThrownBy(() -> parse("{\"id\": \"A\", \"details\": " + deep + "}"))
        .withMessageContaining("depth");
    assertThatExceptionOfType(MalformedRecord.class)
        .isThrownBy(() -> parse("{\"id\": \"A\", \"aliases\": " + deep + "}"));
  }

  @Test
  void anEndlessIdIsRejected() {
    assertThatExceptionOfType(MalformedRecord.class)
        .isThrownBy(() -> parse(osv("A".repeat(201)).json()))
        .withMessageContaining("201 characters");
  }

  private OsvRecord parse(String json) throws MalformedRecord {
    return (OsvRecord) parser.parse(new RawRecord("here", json.getBytes(StandardCharsets.UTF_8)));
  }
}
