package io.registrysidecar.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registrysidecar.schema.SignatureInfo;
import io.registrysidecar.schema.Verdict;
import io.registrysidecar.schema.VerdictResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the verdict out of a report without making an object of everything else: a report may have
 * tens of thousands of components, and an answer is waited for.
 */
final class VerdictReader {

  private static final JsonFactory JSON = new JsonFactory();

  private VerdictReader() {}

  /**
   * A verdict.
   *
   * @param signatures the signatures that it was given by, or null when nobody looked
   */
  record Given(Verdict verdict, @Nullable List<SignatureInfo> signatures) {}

  /**
   * The verdict of a stored report.
   *
   * @throws IOException if it has none
   */
  static Given read(byte[] report) throws IOException {
    Verdict verdict = null;
    List<SignatureInfo> signatures = null;
    try (JsonParser json = JSON.createParser(report)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "verdict" -> verdict = verdict(json);
          case "signatures" -> signatures = signatures(json);
          default -> json.skipChildren();
        }
      }
    }
    if (verdict == null) {
      throw new IOException("a stored report has no verdict");
    }
    return new Given(verdict, signatures);
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
        reasons = texts(json);
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

  private static List<SignatureInfo> signatures(JsonParser json) throws IOException {
    List<SignatureInfo> signatures = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      signatures.add(signature(json));
    }
    return signatures;
  }

  private static SignatureInfo signature(JsonParser json) throws IOException {
    Map<String, String> members = new HashMap<>();
    List<String> roles = List.of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("roles")) {
        roles = texts(json);
      } else if (value == JsonToken.VALUE_STRING) {
        members.put(name, json.getText());
      } else {
        json.skipChildren();
      }
    }
    try {
      return new SignatureInfo(
          members.getOrDefault("form", ""),
          members.getOrDefault("signer", ""),
          members.get("issuer"),
          roles,
          members.get("statement"),
          members.getOrDefault("object", ""),
          members.getOrDefault("manifest", ""));
    } catch (IllegalArgumentException e) {
      throw new IOException("a stored report has a signature that is none: " + e.getMessage(), e);
    }
  }

  private static List<String> texts(JsonParser json) throws IOException {
    List<String> texts = new ArrayList<>();
    while (json.nextToken() == JsonToken.VALUE_STRING) {
      texts.add(json.getText());
    }
    return texts;
  }
}
