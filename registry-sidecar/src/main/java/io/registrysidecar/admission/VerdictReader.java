package io.registrysidecar.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registrysidecar.schema.Verdict;
import io.registrysidecar.schema.VerdictResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the verdict out of a report without making an object of everything else: a report may have
 * tens of thousands of components, and an answer is waited for.
 */
final class VerdictReader {

  private static final JsonFactory JSON = new JsonFactory();

  private VerdictReader() {}

  /**
   * The verdict of a stored report.
   *
   * @throws IOException if it has none
   */
  static Verdict read(byte[] report) throws IOException {
    try (JsonParser json = JSON.createParser(report)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals("verdict")) {
          return verdict(json);
        }
        json.skipChildren();
      }
    }
    throw new IOException("a stored report has no verdict");
  }

  private static Verdict verdict(JsonParser json) throws IOException {
    String result = "";
    List<String> reasons = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("result")) {
        result = json.getText();
      } else if (name.equals("reasons")) {
        while (json.nextToken() == JsonToken.VALUE_STRING) {
          reasons.add(json.getText());
        }
      } else {
        json.skipChildren();
      }
    }
    for (VerdictResult known : VerdictResult.values()) {
      if (known.word().equals(result)) {
        return new Verdict(known, reasons);
      }
    }
    throw new IOException("a stored report has the verdict \"" + result + "\"");
  }
}
