package io.registrysidecar.sign.dsse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * A DSSE envelope with exactly one signature, as sigstore has it.
 *
 * @param payloadType the media type of the payload; signed with it
 * @param payload the bytes that are attested; not to be modified
 * @param keyId what the writer calls the key: a hint that nobody signed, empty in what we write
 * @param signature over {@link #signedBytes}; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent")
public record Envelope(String payloadType, byte[] payload, String keyId, byte[] signature) {

  /** The media type of an envelope as the layer of an artifact. */
  public static final String MEDIA_TYPE = "application/vnd.dsse.envelope.v1+json";

  /** The payload type of an in-toto Statement. */
  public static final String IN_TOTO = "application/vnd.in-toto+json";

  /** What the verifiers of others refuse in one layer, and so do we. */
  public static final int LARGEST = 10_000_000;

  private static final String PAYLOAD = "payload";
  private static final Set<String> MEMBERS = Set.of(PAYLOAD, "payloadType", "signatures");
  private static final Set<String> SIGNATURE_MEMBERS = Set.of("keyid", "sig");

  /**
   * Signs a statement.
   *
   * @throws SigningFailure if the key cannot sign
   */
  public static Envelope sign(Signer signer, Statement statement) throws SigningFailure {
    return sign(signer, statement.toBytes());
  }

  /**
   * Signs a statement that is written already.
   *
   * @param payload the bytes of the statement; not to be modified
   * @throws SigningFailure if the key cannot sign
   */
  public static Envelope sign(Signer signer, byte[] payload) throws SigningFailure {
    byte[] signature = signer.sign(SignatureForm.SIGSTORE, Pae.encode(IN_TOTO, payload));
    return new Envelope(IN_TOTO, payload, "", signature);
  }

  /**
   * Reads an envelope.
   *
   * @throws MalformedEnvelope if it is not one, is too large, or has not exactly one signature
   */
  public static Envelope parse(byte[] json) throws MalformedEnvelope {
    if (json.length > LARGEST) {
      throw new MalformedEnvelope("the envelope has more than " + LARGEST + " bytes");
    }
    try {
      return parse(BoundedJson.read(json));
    } catch (IOException e) {
      throw new MalformedEnvelope("the envelope is not JSON: " + Json.reason(e), e);
    }
  }

  /** Reads an envelope inside a document that was already read within bounds. */
  public static Envelope parse(JsonNode node) throws MalformedEnvelope {
    Json.onlyMembers(node, MEMBERS, "the envelope");
    JsonNode signatures = node.path("signatures");
    if (!signatures.isArray() || signatures.size() != 1) {
      throw new MalformedEnvelope(
          "the envelope has "
              + (signatures.isArray() ? signatures.size() : 0)
              + " signatures; exactly one is allowed");
    }
    JsonNode only = signatures.get(0);
    Json.onlyMembers(only, SIGNATURE_MEMBERS, "the signature of the envelope");
    return new Envelope(
        Json.text(node, "payloadType", "the envelope"),
        Json.bytes(node, PAYLOAD, "the envelope"),
        only.hasNonNull("keyid") ? Json.text(only, "keyid", "the signature") : "",
        Json.bytes(only, "sig", "the signature of the envelope"));
  }

  /** The bytes that the signature covers. */
  public byte[] signedBytes() {
    return Pae.encode(payloadType, payload);
  }

  /**
   * The in-toto Statement inside.
   *
   * @throws MalformedEnvelope if the payload says that it is something else, or is not one
   */
  public Statement statement() throws MalformedEnvelope {
    if (!payloadType.equals(IN_TOTO)) {
      throw new MalformedEnvelope("the payload type is " + payloadType + ", not " + IN_TOTO);
    }
    return Statement.parse(payload);
  }

  /** As a document of its own, the way that cosign writes the layers of {@code .att}. */
  public byte[] toBytes() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("payloadType", payloadType);
    root.put(PAYLOAD, "");
    root.putArray("signatures").addObject().put("keyid", keyId).put("sig", sig());
    return withPayload(root);
  }

  /** As the member {@code dsseEnvelope} of a sigstore bundle: an empty key identifier is absent. */
  public ObjectNode toBundleJson() {
    return bundleJson(Base64Text.encode(payload));
  }

  /**
   * The bytes of a sigstore bundle with this envelope.
   *
   * @param others its other members, to which this is added as the last
   */
  public byte[] toBundle(ObjectNode others) {
    others.set("dsseEnvelope", bundleJson(""));
    return withPayload(others);
  }

  private ObjectNode bundleJson(String payloadText) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put(PAYLOAD, payloadText);
    root.put("payloadType", payloadType);
    ObjectNode only = root.putArray("signatures").addObject();
    if (!keyId.isEmpty()) {
      only.put("keyid", keyId);
    }
    only.put("sig", sig());
    return root;
  }

  private byte[] withPayload(ObjectNode document) {
    return Spliced.base64Into(BoundedJson.write(document), "\"" + PAYLOAD + "\":\"", payload);
  }

  /** The annotations of an envelope as a layer of {@code .att}, as cosign looks for them. */
  public static Map<String, String> layerAnnotations(String predicateType) {
    return Map.of("dev.cosignproject.cosign/signature", "", "predicateType", predicateType);
  }

  private String sig() {
    return Base64Text.encode(signature);
  }
}
