package io.registrysidecar.sign.notary;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The protected header of a JSON Web Signature. */
final class JwsHeader implements ProtectedHeader {

  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)");

  private final JsonNode members;

  JwsHeader(JsonNode members) {
    this.members = members;
  }

  boolean has(String name) {
    return members.has(name);
  }

  @Override
  public Set<String> names() {
    return members.properties().stream()
        .map(entry -> entry.getKey())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String algorithm() throws MalformedEnvelope {
    return text("alg");
  }

  @Override
  public String contentType() throws MalformedEnvelope {
    return text("cty");
  }

  @Override
  public List<String> critical() throws MalformedEnvelope {
    JsonNode listed = members.path("crit");
    if (!listed.isArray()) {
      throw new MalformedEnvelope("it has no list of critical headers");
    }
    List<String> critical = new ArrayList<>();
    for (JsonNode name : listed) {
      if (!name.isTextual()) {
        throw new MalformedEnvelope("the name of a critical header is not text");
      }
      critical.add(name.textValue());
    }
    return critical;
  }

  @Override
  public String text(String name) throws MalformedEnvelope {
    JsonNode node = members.path(name);
    if (!node.isTextual() || node.textValue().isEmpty()) {
      throw new MalformedEnvelope("the header " + name + " is missing or not text");
    }
    return node.textValue();
  }

  /** RFC 3339, of any offset. */
  @Override
  public Instant time(String name) throws MalformedEnvelope {
    String text = text(name);
    if (!TIME.matcher(text).matches()) {
      throw new MalformedEnvelope("the header " + name + " is not a time of RFC 3339");
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new MalformedEnvelope("the header " + name + " is not a time that exists", e);
    }
  }
}
