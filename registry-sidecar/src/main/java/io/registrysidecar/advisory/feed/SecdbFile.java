package io.registrysidecar.advisory.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.registrysidecar.advisory.feed.SecdbProblems.Fix;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads security databases as Alpine has them, and Wolfi, Chainguard and MinimOS after it: for each
 * package the versions in which problems were fixed, {@code {"packages": [{"pkg": {"name": …,
 * "secfixes": {"1.2.3-r0": ["CVE-…"]}}}]}}. A fix in the version {@code 0} says that the package
 * never had the problem.
 *
 * <p>One document, read as a stream; a package of the wrong shape is rejected by itself.
 */
final class SecdbFile {

  /** How much of the beginning is looked at; the fields that tell come first. */
  private static final int HEAD = 4096;

  private static final int LONGEST_TEXT = 10_000;
  private static final int MOST_FIXES = 4_000_000;

  private final String name;
  private final RecordSink sink;
  private final SecdbOrigin origin = new SecdbOrigin();
  private final List<Fix> fixes = new ArrayList<>();

  private SecdbFile(String name, RecordSink sink) {
    this.name = name;
    this.sink = sink;
  }

  /** Whether a JSON document begins as these do; puts back what it has read. */
  static boolean isOne(BufferedInputStream in) throws IOException {
    in.mark(HEAD);
    String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
    in.reset();
    return head.contains("\"apkurl\"")
        || head.contains("\"secfixes\"")
        || head.contains("\"distroversion\"");
  }

  /**
   * Reads a document.
   *
   * @throws UnreadableFeed if it is not whole, or has more fixes than any distribution
   */
  static void read(String name, InputStream in, FeedLimits limits, RecordSink sink)
      throws IOException {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();
    SecdbFile file = new SecdbFile(name, sink);
    try (JsonParser json = factory.createParser(in)) {
      file.document(json);
    } catch (JsonProcessingException e) {
      throw unreadable(name, e.getOriginalMessage(), e);
    } catch (CharConversionException e) {
      throw unreadable(name, e.getMessage(), e);
    }
    file.handOver();
  }

  private static UnreadableFeed unreadable(String name, @Nullable String why, IOException cause) {
    return new UnreadableFeed(
        "read advisories from %s: it is no whole JSON document: %s. Fetch it again."
            .formatted(name, why),
        cause);
  }

  private void document(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      if (field.equals("packages") && json.currentToken() == JsonToken.START_ARRAY) {
        for (int number = 0; json.nextToken() != JsonToken.END_ARRAY; number++) {
          entry(json, number);
        }
      } else if (json.currentToken() == JsonToken.VALUE_STRING) {
        origin.field(field, json.getText());
      } else {
        json.skipChildren();
      }
    }
  }

  private void entry(JsonParser json, int number) throws IOException {
    SecdbPackage read = SecdbPackage.read(json);
    String place = read.name() == null ? name + " package " + number : name + " " + read.name();
    read.defects()
        .forEach(defect -> sink.rejected(new MalformedRecord(place, String.valueOf(defect))));
    fixes.addAll(read.fixes());
    if (fixes.size() > MOST_FIXES) {
      throw new UnreadableFeed(
          "read advisories from %s: it has more than %d fixes, more than any distribution. Fetch it again."
              .formatted(name, MOST_FIXES));
    }
  }

  private void handOver() throws IOException {
    Optional<SecdbOrigin.Distribution> of = origin.distribution(name);
    if (of.isEmpty()) {
      sink.rejected(
          new MalformedRecord(
              name,
              "nothing says whose packages these are; put the distribution into the name of the"
                  + " file, such as wolfi.json"));
      return;
    }
    for (OsvRecord record : SecdbProblems.records(of.get(), fixes)) {
      sink.advisory(record);
    }
  }
}
