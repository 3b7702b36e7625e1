package io.registrysidecar.sign.dsse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An in-toto Statement: what is claimed ({@code predicate}, whose meaning its type says) of which
 * artifacts. Version 1 of the format is written; 0.1, which cosign still writes, is read as well.
 *
 * <p>Read as strictly as the verifiers of others do, which refuse what they do not know: what we
 * call a statement, they do too.
 *
 * @param subjects what it is about, at least one
 * @param predicateType a URI
 * @param predicate a JSON object
 */
public record Statement(List<Subject> subjects, String predicateType, ObjectNode predicate) {

  /** Most subjects of one statement. */
  public static final int MOST_SUBJECTS = 1024;

  /** The predicate type by which cosign says "this image is signed"; its predicate is empty. */
  public static final String IMAGE_SIGNATURE = "https://sigstore.dev/cosign/sign/v1";

  private static final String V1 = "https://in-toto.io/Statement/v1";
  private static final Set<String> TYPES = Set.of(V1, "https://in-toto.io/Statement/v0.1");
  private static final String PREDICATE = "predicate";
  private static final Set<String> MEMBERS = Set.of("_type", "subject", "predicateType", PREDICATE);

  /** Copies the subjects and checks their number. */
  public Statement {
    subjects = List.copyOf(subjects);
    if (subjects.isEmpty() || subjects.size() > MOST_SUBJECTS) {
      throw new IllegalArgumentException(
          subjects.size() + " subjects; a statement has 1 to " + MOST_SUBJECTS);
    }
  }

  /** A statement about one image, which is called {@code name} and is the one with this digest. */
  public static Statement of(
      String name, Digest digest, String predicateType, ObjectNode predicate) {
    return new Statement(List.of(Subject.of(name, digest)), predicateType, predicate);
  }

  /** The statement that an image is signed, with nothing else said of it. */
  public static Statement imageSignature(Digest digest) {
    return of("", digest, IMAGE_SIGNATURE, JsonNodeFactory.instance.objectNode());
  }

  /**
   * Reads a statement.
   *
   * @throws MalformedEnvelope if it is not one
   */
  public static Statement parse(byte[] json) throws MalformedEnvelope {
    JsonNode root;
    try {
      root = BoundedJson.read(json);
    } catch (IOException e) {
      throw new MalformedEnvelope("the statement is not JSON: " + Json.reason(e), e);
    }
    Json.onlyMembers(root, MEMBERS, "the statement");
    String type = Json.text(root, "_type", "the statement");
    if (!TYPES.contains(type)) {
      throw new MalformedEnvelope("the statement has the unknown type " + type);
    }
    if (!(root.path("predicate") instanceof ObjectNode predicate)) {
      throw new MalformedEnvelope("the predicate of the statement is not a JSON object");
    }
    return new Statement(
        subjects(root.path("subject")),
        Json.text(root, "predicateType", "the statement"),
        predicate);
  }

  private static List<Subject> subjects(JsonNode array) throws MalformedEnvelope {
    if (!array.isArray() || array.isEmpty() || array.size() > MOST_SUBJECTS) {
      throw new MalformedEnvelope(
          "the statement has "
              + (array.isArray() ? array.size() : 0)
              + " subjects; 1 to "
              + MOST_SUBJECTS
              + " are allowed");
    }
    List<Subject> subjects = new ArrayList<>(array.size());
    for (JsonNode each : array) {
      subjects.add(Subject.parse(each));
    }
    return subjects;
  }

  /** Whether one of the subjects is the artifact with this digest. */
  public boolean isAbout(Digest digest) {
    return subjects.stream().anyMatch(subject -> subject.is(digest));
  }

  /** The bytes to sign: names sorted, no white space, so that equal statements give equal bytes. */
  public byte[] toBytes() {
    return bytes(subjects, predicateType, Predicate.of(predicate));
  }

  /** The bytes to sign of a statement whose predicate is written already. */
  public static byte[] bytes(List<Subject> subjects, String predicateType, Predicate predicate) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("_type", V1);
    root.putNull(PREDICATE);
    root.put("predicateType", predicateType);
    subjects.forEach(subject -> root.withArray("subject").add(subject.toJson()));
    return Spliced.into(
        BoundedJson.write(SortedJson.of(root)), "\"predicate\":", "null", predicate.json());
  }
}
