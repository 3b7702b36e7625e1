package io.registrysidecar.advisory.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/**
 * Turns the JSON of one record into an {@link OsvRecord}, or into what else it is. What the schema
 * defines must have the schema's types; what it leaves to publishers is used where it has the
 * expected type and skipped otherwise; unknown fields are skipped.
 *
 * <p>Safe for use by several threads.
 */
public final class OsvParser {

  private final JsonFactory json;

  /** Parses within {@code limits}. */
  public OsvParser(FeedLimits limits) {
    this.json =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxStringLength(limits.recordBytes())
                    .build())
            .build();
  }

  /**
   * Parses one record.
   *
   * @throws MalformedRecord if it is not JSON or nothing known
   */
  public FeedEntry parse(RawRecord raw) throws MalformedRecord {
    RecordReading reading = new RecordReading();
    try (JsonParser parser = json.createParser(raw.json())) {
      return reading.read(new OsvFields(parser));
    } catch (WrongType e) {
      throw new MalformedRecord(reading.idOr(raw.place()), String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      throw new MalformedRecord(
          reading.idOr(raw.place()), "it is not valid JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new MalformedRecord(reading.idOr(raw.place()), "it cannot be read: " + e.getMessage());
    }
  }
}
