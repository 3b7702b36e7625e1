package io.registrysidecar.sign.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.sign.dsse.Base64Text;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.Locale;

/**
 * What was entered into a log: a signature, who made it, and the digest of what it covers. An entry
 * says something about a bundle only if all three are the bundle's; an entry that is merely genuine
 * may be about anything.
 *
 * @param verifier the certificate or public key
 * @param of what the digest is
 */
@SuppressWarnings("ArrayRecordComponent")
record LogBody(byte[] signature, Pem verifier, Digest digest, Of of) {

  private static final int LARGEST = 1 << 24;
  private static final String KEY = "PUBLIC KEY";
  private static final String CERTIFICATE = "CERTIFICATE";

  /** What the digest in an entry is taken of. */
  enum Of {
    MESSAGE,
    PAYLOAD,
    SIGNED_BYTES
  }

  /** Reads the body of an entry, which must be of the kind that the entry says. */
  static LogBody parse(LogEntry entry) throws MalformedDocument {
    JsonNode root = ProtoJson.read(entry.body(), LARGEST, "the body of the log entry");
    String kind = ProtoJson.text(root, "kind");
    String version = ProtoJson.text(root, "apiVersion");
    if (!kind.equals(entry.kind()) || !version.equals(entry.version())) {
      throw new MalformedDocument(
          "the log entry is a %s %s and says it is a %s %s"
              .formatted(kind, version, entry.kind(), entry.version()));
    }
    JsonNode spec = ProtoJson.object(root, "spec");
    return switch (kind + " " + version) {
      case "hashedrekord 0.0.1" -> hashed(spec);
      case "hashedrekord 0.0.2" -> tiled(ProtoJson.object(spec, "hashedRekordV002"));
      case "dsse 0.0.1" -> dsse(spec);
      case "intoto 0.0.2" -> inToto(ProtoJson.object(spec, "content"));
      default ->
          throw new MalformedDocument(
              "the log entry is a " + kind + " " + version + ", which is not supported");
    };
  }

  private static LogBody hashed(JsonNode spec) throws MalformedDocument {
    JsonNode signature = ProtoJson.object(spec, "signature");
    return new LogBody(
        ProtoJson.bytes(signature, "content"),
        pem(ProtoJson.bytes(ProtoJson.object(signature, "publicKey"), "content")),
        hex(ProtoJson.object(ProtoJson.object(spec, "data"), "hash")),
        Of.MESSAGE);
  }

  private static LogBody tiled(JsonNode spec) throws MalformedDocument {
    JsonNode data = ProtoJson.object(spec, "data");
    if (!ProtoJson.text(data, "algorithm").equals("SHA2_256")) {
      throw new MalformedDocument("the digest in the log entry is not one of SHA-256");
    }
    JsonNode signature = ProtoJson.object(spec, "signature");
    JsonNode verifier = ProtoJson.object(signature, "verifier");
    boolean certificate = verifier.path("x509Certificate").isObject();
    JsonNode holder = ProtoJson.object(verifier, certificate ? "x509Certificate" : "publicKey");
    return new LogBody(
        ProtoJson.bytes(signature, "content"),
        new Pem(certificate ? CERTIFICATE : KEY, ProtoJson.bytes(holder, "rawBytes")),
        sha256(ProtoJson.bytes(data, "digest")),
        Of.SIGNED_BYTES);
  }

  private static LogBody dsse(JsonNode spec) throws MalformedDocument {
    JsonNode only = only(spec);
    return new LogBody(
        ProtoJson.bytes(only, "signature"),
        pem(ProtoJson.bytes(only, "verifier")),
        hex(ProtoJson.object(spec, "payloadHash")),
        Of.PAYLOAD);
  }

  private static LogBody inToto(JsonNode content) throws MalformedDocument {
    JsonNode only = only(ProtoJson.object(content, "envelope"));
    // The signature is text in an envelope, and the log has encoded that text once more.
    String sig = new String(ProtoJson.bytes(only, "sig"), StandardCharsets.US_ASCII);
    return new LogBody(
        ProtoJson.base64(sig, "sig"),
        pem(ProtoJson.bytes(only, "publicKey")),
        hex(ProtoJson.object(content, "payloadHash")),
        Of.PAYLOAD);
  }

  private static JsonNode only(JsonNode holder) throws MalformedDocument {
    JsonNode signatures = holder.path("signatures");
    if (!signatures.isArray() || signatures.size() != 1) {
      throw new MalformedDocument("the log entry has not exactly one signature");
    }
    return signatures.get(0);
  }

  private static Pem pem(byte[] text) throws MalformedDocument {
    return Pem.only(new String(text, StandardCharsets.US_ASCII));
  }

  private static Digest hex(JsonNode hash) throws MalformedDocument {
    String algorithm = ProtoJson.text(hash, "algorithm").toLowerCase(Locale.ROOT);
    try {
      return Digest.parse(algorithm + ":" + ProtoJson.text(hash, "value"));
    } catch (MalformedReference e) {
      throw new MalformedDocument("the log entry has no valid digest", e);
    }
  }

  private static Digest sha256(byte[] hash) throws MalformedDocument {
    if (hash.length != 32) {
      throw new MalformedDocument("the digest in the log entry is not one of SHA-256");
    }
    return Digest.of(Digest.Algorithm.SHA256, hash);
  }

  /**
   * Compares the entry with what was verified.
   *
   * @param key that made the signature
   * @throws Rejected if the entry is about another signature, signer or content
   */
  void mustBeOf(Evidence evidence, PublicKey key) throws Rejected {
    if (!Arrays.equals(signature, evidence.signed().signature())) {
      throw Rejected.invalid("the log entry holds another signature (" + brief(signature) + ")");
    }
    if (!isMadeBy(evidence.claim(), key)) {
      throw Rejected.invalid("the log entry holds another certificate or key");
    }
    boolean same =
        switch (evidence.signed()) {
          case Signed.Message message -> of != Of.PAYLOAD && digest.equals(message.digest());
          case Signed.Dsse dsse ->
              switch (of) {
                case PAYLOAD -> digest.equals(dsse.payloadDigest());
                case SIGNED_BYTES -> digest.equals(dsse.signedDigest());
                case MESSAGE -> false;
              };
        };
    if (!same) {
      throw Rejected.invalid("the log entry is about other content (" + digest + ")");
    }
  }

  private boolean isMadeBy(Claim claim, PublicKey key) throws Rejected {
    try {
      return switch (claim) {
        case Claim.Key _ ->
            verifier.label().equals(KEY) && SpkiKeys.fromSpki(verifier.der()).equals(key);
        case Claim.Certificate(var leaf) ->
            verifier.label().equals(CERTIFICATE)
                && Arrays.equals(verifier.der(), leaf.getEncoded());
      };
    } catch (MalformedDocument | CertificateEncodingException e) {
      throw Rejected.invalid("the key in the log entry cannot be read: " + e.getMessage());
    }
  }

  private static String brief(byte[] bytes) {
    return Base64Text.encode(bytes.length > 12 ? Arrays.copyOf(bytes, 12) : bytes) + "…";
  }
}
