package io.registrysidecar.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The published example of an audit trail follows its schema, and its chain fits. */
class AuditTrailTest {

  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  @Test
  void theExampleFollowsTheSchema() {
    assertThat(Published.errors(Published.auditTrailSchema(), Published.exampleAuditTrail()))
        .isEmpty();
  }

  @Test
  void theSchemaNamesThePredicateType() {
    assertThat(Published.auditTrailSchema().path("description").asText())
        .contains(PredicateTypes.AUDIT_TRAIL);
  }

  @Test
  void theEventsOfTheExampleAreAChain() throws Exception {
    JsonNode trail = Published.parse(Published.exampleAuditTrail());
    String expected = trail.path("image").path("digest").asText();
    for (JsonNode event : trail.path("events")) {
      assertThat(event.path("prev").asText()).isEqualTo(expected);
      byte[] canonical = SORTED.writeValueAsBytes(SORTED.convertValue(event, Map.class));
      expected =
          "sha256:"
              + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    }
  }

  @Test
  void aTrailWithoutTrustOrWithAnUnknownWordIsRefused() {
    ObjectNode trail = (ObjectNode) Published.parse(Published.exampleAuditTrail());
    ((ObjectNode) trail.path("built").path(0)).remove("trust");
    assertThat(Published.errors(Published.auditTrailSchema(), trail.toString())).isNotEmpty();

    ObjectNode other = (ObjectNode) Published.parse(Published.exampleAuditTrail());
    ((ObjectNode) other.path("events").path(0)).put("type", "forgotten");
    assertThat(Published.errors(Published.auditTrailSchema(), other.toString())).isNotEmpty();
  }

  @Test
  void everyMemberIsListedOnThePageForConsumers() throws Exception {
    String readme = Files.readString(Path.of("README.md"), UTF_8);
    String section = readme.substring(readme.indexOf("## The audit trail"));
    String listing = section.substring(section.indexOf("```"), section.indexOf("```\n\n- "));

    assertThat(Published.auditTrailSchema().findValues("properties").stream())
        .flatMap(properties -> properties.properties().stream().map(e -> e.getKey()).toList())
        .allSatisfy(
            member -> assertThat(listing).containsPattern("\\b" + Pattern.quote(member) + "\\b"));
    assertThat(section).contains(PredicateTypes.AUDIT_TRAIL);
  }
}
