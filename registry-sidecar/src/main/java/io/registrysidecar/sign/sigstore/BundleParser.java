package io.registrysidecar.sign.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.MalformedEnvelope;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads sigstore bundles, versions 0.1 to 0.3 (protobuf-specs, {@code Bundle}). */
final class BundleParser {

  private static final int MOST_ENTRIES = 32;

  /** Media types, and whether bundles of that version must prove their log entries. */
  private static final Map<String, Boolean> PROOF_NEEDED =
      Map.of(
          "application/vnd.dev.sigstore.bundle+json;version=0.1",
          false,
          "application/vnd.dev.sigstore.bundle+json;version=0.2",
          true,
          "application/vnd.dev.sigstore.bundle+json;version=0.3",
          true,
          Bundle.MEDIA_TYPE,
          true);

  private BundleParser() {}

  static Evidence parse(byte[] json) throws MalformedDocument {
    JsonNode root = ProtoJson.read(json, Bundle.LARGEST, "the bundle");
    String type = ProtoJson.text(root, "mediaType");
    Boolean proofNeeded = PROOF_NEEDED.get(type);
    if (proofNeeded == null) {
      throw new MalformedDocument("the bundle has the unknown media type " + Brief.of(type));
    }
    JsonNode material = ProtoJson.object(root, "verificationMaterial");
    List<LogEntry> entries = new ArrayList<>();
    for (JsonNode each : ProtoJson.list(material, "tlogEntries", MOST_ENTRIES)) {
      entries.add(LogEntryParser.bundled(each));
    }
    return new Evidence(signed(root), claim(material), entries, timestamps(material), proofNeeded);
  }

  private static Signed signed(JsonNode root) throws MalformedDocument {
    only(root, "dsseEnvelope", "messageSignature");
    if (root.has("dsseEnvelope")) {
      try {
        return new Signed.Dsse(Envelope.parse(root.path("dsseEnvelope")));
      } catch (MalformedEnvelope e) {
        throw new MalformedDocument(e.reason(), e);
      }
    }
    JsonNode message = ProtoJson.object(root, "messageSignature");
    JsonNode digest = ProtoJson.object(message, "messageDigest");
    byte[] hash = ProtoJson.bytes(digest, "digest");
    if (!ProtoJson.text(digest, "algorithm").equals("SHA2_256") || hash.length != 32) {
      throw new MalformedDocument("the message digest of the bundle is not one of SHA-256");
    }
    return new Signed.Message(
        Digest.of(Digest.Algorithm.SHA256, hash), null, ProtoJson.bytes(message, "signature"));
  }

  private static Claim claim(JsonNode material) throws MalformedDocument {
    only(material, "publicKey", "certificate", "x509CertificateChain");
    if (material.has("publicKey")) {
      return new Claim.Key(ProtoJson.object(material, "publicKey").path("hint").asText());
    }
    if (material.has("certificate")) {
      JsonNode certificate = ProtoJson.object(material, "certificate");
      return new Claim.Certificate(Certificates.parse(ProtoJson.bytes(certificate, "rawBytes")));
    }
    return new Claim.Certificate(leaf(ProtoJson.object(material, "x509CertificateChain")));
  }

  /**
   * The first of a chain. The others are only looked at for a root: who brings his own has not
   * understood whom the reader trusts. Chains are built with the trusted root's certificates.
   */
  private static X509Certificate leaf(JsonNode holder) throws MalformedDocument {
    List<X509Certificate> chain = new ArrayList<>();
    for (JsonNode each : ProtoJson.list(holder, "certificates", Certificates.MOST)) {
      chain.add(Certificates.parse(ProtoJson.bytes(each, "rawBytes")));
    }
    if (chain.isEmpty()) {
      throw new MalformedDocument("the certificate chain of the bundle is empty");
    }
    if (chain.stream().skip(1).anyMatch(Certificates::isSelfIssued)) {
      throw new MalformedDocument("the certificate chain of the bundle contains a root");
    }
    return chain.getFirst();
  }

  private static List<byte[]> timestamps(JsonNode material) throws MalformedDocument {
    JsonNode data = material.path("timestampVerificationData");
    List<byte[]> timestamps = new ArrayList<>();
    for (JsonNode each : ProtoJson.list(data, "rfc3161Timestamps", MOST_ENTRIES)) {
      timestamps.add(ProtoJson.bytes(each, "signedTimestamp"));
    }
    return timestamps;
  }

  private static void only(JsonNode holder, String... alternatives) throws MalformedDocument {
    if (Stream.of(alternatives).filter(holder::has).count() != 1) {
      throw new MalformedDocument(
          "the bundle must have exactly one of " + String.join(", ", alternatives));
    }
  }
}
