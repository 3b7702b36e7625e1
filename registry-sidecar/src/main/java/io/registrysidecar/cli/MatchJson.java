package io.registrysidecar.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.match.MatchResult;
import io.registrysidecar.advisory.match.Matcher;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PurlComponents;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.version.VersionOrders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a package, as one line of JSON: {@code
 * {"purl":…,"findings":[{"id":…,"aliases":[…],"fixed":…,"status":…}],"coverage":{"status":…,"statements":[…]}}}.
 *
 * @param matcher matches
 * @param database with these advisories
 * @param distribution in which the packages are installed, or null to take what they say
 * @param platform what they run on, or null when not known
 */
record MatchJson(
    Matcher matcher,
    AdvisoryDatabase database,
    @Nullable Distribution distribution,
    @Nullable Platform platform) {

  private static final JsonFactory JSON = JsonFactory.builder().build();

  byte[] line(String purl) throws IOException {
    try {
      Component component = PurlComponents.of(purl, distribution);
      MatchResult result =
          matcher.match(
              new Inventory(distribution, List.of(component), List.of()), platform, database);
      boolean compared = VersionOrders.forEcosystem(component.ecosystem()).isPresent();
      return line(
          purl, MatchText.of(component, result), compared ? "partial" : "none", result.notes());
    } catch (MalformedEvidence e) {
      CoverageNote note =
          CoverageNote.of("purl-malformed", "Nothing was matched: " + e.getMessage() + ".");
      return line(purl, List.of(), "none", List.of(note));
    }
  }

  private static byte[] line(
      String purl, List<Finding> findings, String incomplete, List<CoverageNote> notes)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("purl", purl);
      json.writeArrayFieldStart("findings");
      for (Finding finding : findings) {
        write(json, finding);
      }
      json.writeEndArray();
      json.writeObjectFieldStart("coverage");
      json.writeStringField("status", notes.isEmpty() ? "complete" : incomplete);
      json.writeArrayFieldStart("statements");
      for (CoverageNote note : notes) {
        json.writeStartObject();
        json.writeStringField("code", note.code());
        json.writeStringField("message", note.message());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", finding.id());
    json.writeArrayFieldStart("aliases");
    for (String alias : finding.aliases()) {
      json.writeString(alias);
    }
    json.writeEndArray();
    json.writeStringField("fixed", finding.fixed());
    json.writeStringField(
        "status", finding.status().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.writeEndObject();
  }
}
