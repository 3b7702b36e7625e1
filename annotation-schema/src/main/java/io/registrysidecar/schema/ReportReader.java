package io.registrysidecar.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a report. Members that this version does not know are skipped; a member that is missing,
 * has the wrong type or an impossible value is an error; so is a document that is larger or deeper
 * than any report is.
 */
public final class ReportReader {

  /** The largest document that {@link #ReportReader()} accepts, in bytes. */
  public static final int DEFAULT_MAX_BYTES = 32 << 20;

  private static final String VERSION = "schemaVersion";

  private final int maxBytes;

  /** A reader of documents up to {@link #DEFAULT_MAX_BYTES}. */
  public ReportReader() {
    this(DEFAULT_MAX_BYTES);
  }

  /** A reader of documents up to {@code maxBytes} bytes. */
  public ReportReader(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Reads the whole stream, which stays open.
   *
   * @throws MalformedReport if it is no report of schema version 1, or too large
   * @throws IOException if the stream cannot be read
   */
  public Report read(InputStream json) throws MalformedReport, IOException {
    return read(json.readNBytes(maxBytes + 1));
  }

  /**
   * Reads a document.
   *
   * @throws MalformedReport if it is no report of schema version 1, or too large
   */
  public Report read(byte[] json) throws MalformedReport {
    if (json.length > maxBytes) {
      throw new MalformedReport(
          "read report: larger than "
              + maxBytes
              + " bytes; check that this is a report, or raise the limit");
    }
    try {
      Report report = ReportJson.MAPPER.readValue(json, Report.class);
      if (report == null) {
        throw new MalformedReport("read report: the document is null");
      }
      return report;
    } catch (IOException e) {
      throw malformed(json, e);
    }
  }

  private static MalformedReport malformed(byte[] json, IOException cause) {
    String version = schemaVersion(json);
    if (version != null && !version.equals(Report.SCHEMA_VERSION)) {
      return new MalformedReport(
          "read report: its schemaVersion is "
              + version
              + " and this reader understands "
              + Report.SCHEMA_VERSION
              + "; use a newer annotation-schema");
    }
    String what =
        cause instanceof JsonProcessingException parsing
            ? parsing.getOriginalMessage()
            : cause.getMessage();
    return new MalformedReport("read report: " + where(cause) + what, cause);
  }

  private static String where(IOException cause) {
    if (!(cause instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "";
    }
    return mapping.getPath().stream()
            .map(at ->
                at.getFieldName() == null ? "[" + at.getIndex() + "]" : "." + at.getFieldName())
            .collect(Collectors.joining())
            .substring(1)
        + ": ";
  }

  /** The version that the document claims, or null when it claims none that can be read. */
  private static @Nullable String schemaVersion(byte[] json) {
    try (JsonParser parser = ReportJson.MAPPER.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals(VERSION);
        JsonToken value = parser.nextToken();
        if (found) {
          return value == JsonToken.VALUE_STRING ? parser.getText() : null;
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException e) {
      return null; // not JSON up to here: the first error tells more
    }
  }
}
