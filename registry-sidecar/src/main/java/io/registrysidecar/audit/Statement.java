package io.registrysidecar.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Something that is said about an artifact (in-toto attestation framework, Statement v0.1 and v1),
 * bare, in a DSSE envelope or in a sigstore bundle. Reading it judges no signature.
 *
 * @param subjects what it is about
 * @param predicateType what kind of thing is said
 * @param predicate what is said
 * @param signed whether it came in an envelope with at least one signature
 */
public record Statement(
    Set<Digest> subjects, String predicateType, ObjectNode predicate, boolean signed) {

  /** What the payload of an envelope has to be. */
  private static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  private static final String TYPE = "https://in-toto.io/Statement/";

  /** As verifiers have it; more is no image. */
  private static final int MOST_SUBJECTS = 1024;

  /** Copies the set. */
  public Statement {
    subjects = Set.copyOf(subjects);
  }

  /**
   * Reads a statement, an envelope or a bundle.
   *
   * @param content the bytes; the caller has bounded their number
   * @throws MalformedStatement if it is none of these
   */
  public static Statement read(byte[] content) throws MalformedStatement {
    JsonNode root = json(content, "it");
    if (root.path("dsseEnvelope").isObject()) {
      root = root.path("dsseEnvelope");
    }
    return root.has("payload") ? ofEnvelope(root) : of(root, false);
  }

  /** Whether it is about {@code artifact}. */
  public boolean isAbout(Digest artifact) {
    return subjects.contains(artifact);
  }

  private static Statement ofEnvelope(JsonNode envelope) throws MalformedStatement {
    String type = envelope.path("payloadType").asText();
    if (!type.equals(PAYLOAD_TYPE)) {
      throw new MalformedStatement("its envelope has a payload of another type");
    }
    return of(json(payload(envelope.path("payload").asText()), "its payload"), isSigned(envelope));
  }

  private static boolean isSigned(JsonNode envelope) {
    for (JsonNode signature : envelope.path("signatures")) {
      if (!signature.path("sig").asText().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Both alphabets are in use. */
  private static byte[] payload(String text) throws MalformedStatement {
    boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
    try {
      return (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedStatement("its envelope has a payload that is not base64", e);
    }
  }

  private static Statement of(JsonNode root, boolean signed) throws MalformedStatement {
    if (!root.path("_type").asText().startsWith(TYPE)) {
      throw new MalformedStatement("it is no in-toto statement");
    }
    Optional<String> predicateType = Text.of(root.path("predicateType"));
    if (predicateType.isEmpty() || !(root.path("predicate") instanceof ObjectNode predicate)) {
      throw new MalformedStatement("it has no predicate, or does not say of which type");
    }
    return new Statement(subjects(root.path("subject")), predicateType.get(), predicate, signed);
  }

  private static Set<Digest> subjects(JsonNode node) throws MalformedStatement {
    if (!node.isArray() || node.size() > MOST_SUBJECTS) {
      throw new MalformedStatement("it has no list of at most " + MOST_SUBJECTS + " subjects");
    }
    Set<Digest> subjects = new HashSet<>();
    for (JsonNode subject : node) {
      Resource.digest(subject.path("digest"), "sha256").ifPresent(subjects::add);
      Resource.digest(subject.path("digest"), "sha512").ifPresent(subjects::add);
    }
    return subjects;
  }

  private static JsonNode json(byte[] content, String what) throws MalformedStatement {
    try {
      JsonNode root = BoundedJson.read(content);
      if (root.isObject()) {
        return root;
      }
    } catch (IOException e) {
      throw new MalformedStatement(what + " is not JSON this program reads", e);
    }
    throw new MalformedStatement(what + " is not a JSON object");
  }
}
