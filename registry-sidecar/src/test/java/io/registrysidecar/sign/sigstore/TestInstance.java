package io.registrysidecar.sign.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.dsse.Base64Text;
import io.registrysidecar.sign.dsse.Envelope;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/**
 * A sigstore instance in memory: certificates, their log, the log of signatures and a timestamp
 * authority. What it makes is genuine; tests then take pieces from the wrong place.
 */
final class TestInstance {

  static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  final TestAuthority authority;
  final TestSigner log = TestSigner.fresh();
  private final TestSigner stamps = TestSigner.fresh();
  private final X509Certificate stampCertificate;

  TestInstance() {
    this(NOW.minus(Duration.ofDays(100)));
  }

  TestInstance(Instant born) {
    this.authority = new TestAuthority(born);
    this.stampCertificate = authority.stamping(stamps);
  }

  TrustedRoot trustedRoot() throws MalformedDocument {
    return TrustedRoot.parse(BoundedJson.write(trustedRootJson()));
  }

  ObjectNode trustedRootJson() {
    ObjectNode root = object();
    root.put("mediaType", "application/vnd.dev.sigstore.trustedroot+json;version=0.1");
    log(root.putArray("tlogs").addObject(), "https://log.example", log.publicKey());
    authority(root.putArray("certificateAuthorities").addObject(), authority.chain());
    log(
        root.putArray("ctlogs").addObject(),
        "https://certificates.example",
        authority.certificateLog.publicKey());
    authority(
        root.putArray("timestampAuthorities").addObject(),
        List.of(stampCertificate, authority.intermediate, authority.root));
    return root;
  }

  private static void log(ObjectNode into, String url, PublicKey key) {
    into.put("baseUrl", url);
    ObjectNode publicKey = into.putObject("publicKey");
    publicKey.put("rawBytes", Base64Text.encode(key.getEncoded()));
    publicKey.put("keyDetails", "PKIX_ECDSA_P256_SHA_256");
    publicKey.putObject("validFor").put("start", "2020-01-01T00:00:00Z");
    into.putObject("logId").put("keyId", Base64Text.encode(id(key)));
  }

  private static void authority(ObjectNode into, List<X509Certificate> chain) {
    into.put("uri", "https://authority.example");
    ArrayNode certificates = into.putObject("certChain").putArray("certificates");
    chain.forEach(each -> certificates.addObject().put("rawBytes", base64(each)));
    into.putObject("validFor").put("start", "2020-01-01T00:00:00Z");
  }

  /** What the log keeps of a signed envelope. */
  static byte[] dsseBody(Envelope envelope, String pem) {
    ObjectNode body = object().put("apiVersion", "0.0.1").put("kind", "dsse");
    ObjectNode spec = body.putObject("spec");
    spec.putObject("payloadHash")
        .put("algorithm", "sha256")
        .put("value", Digest.sha256(envelope.payload()).hex());
    spec.putArray("signatures")
        .addObject()
        .put("signature", Base64Text.encode(envelope.signature()))
        .put("verifier", Base64Text.encode(pem.getBytes(UTF_8)));
    return BoundedJson.write(body);
  }

  /** What the log keeps of a signed blob. */
  static byte[] hashedBody(byte[] content, byte[] signature, String pem) {
    ObjectNode body = object().put("apiVersion", "0.0.1").put("kind", "hashedrekord");
    ObjectNode spec = body.putObject("spec");
    spec.putObject("data")
        .putObject("hash")
        .put("algorithm", "sha256")
        .put("value", Digest.sha256(content).hex());
    spec.putObject("signature")
        .put("content", Base64Text.encode(signature))
        .putObject("publicKey")
        .put("content", Base64Text.encode(pem.getBytes(UTF_8)));
    return BoundedJson.write(body);
  }

  /** The log's entry with promise and proof; its tree has this and one other entry. */
  ObjectNode entry(String kind, byte[] body, Instant at) {
    byte[] leaf = hash(new byte[] {0}, body);
    byte[] other = hash(new byte[] {0}, "another entry".getBytes(UTF_8));
    byte[] root = hash(new byte[] {1}, other, leaf);
    ObjectNode entry = object();
    entry.put("logIndex", "71");
    entry.putObject("logId").put("keyId", Base64Text.encode(id(log.publicKey())));
    entry.putObject("kindVersion").put("kind", kind).put("version", "0.0.1");
    entry.put("integratedTime", Long.toString(at.getEpochSecond()));
    entry
        .putObject("inclusionPromise")
        .put("signedEntryTimestamp", Base64Text.encode(promise(body, at)));
    ObjectNode proof = entry.putObject("inclusionProof");
    proof.put("logIndex", "1").put("treeSize", "2").put("rootHash", Base64Text.encode(root));
    proof.putArray("hashes").add(Base64Text.encode(other));
    proof.putObject("checkpoint").put("envelope", checkpoint(root));
    entry.put("canonicalizedBody", Base64Text.encode(body));
    return entry;
  }

  private String checkpoint(byte[] root) {
    String note = "log.example - 7\n2\n" + Base64Text.encode(root) + "\n";
    var line = new ByteArrayOutputStream();
    line.write(id(log.publicKey()), 0, 4);
    line.writeBytes(log.sign(note.getBytes(UTF_8)));
    return note + "\n\u2014 log.example " + Base64Text.encode(line.toByteArray()) + "\n";
  }

  private byte[] promise(byte[] body, Instant at) {
    return log.sign(BoundedJson.write(promised(body, at)));
  }

  private ObjectNode promised(byte[] body, Instant at) {
    return object()
        .put("body", Base64Text.encode(body))
        .put("integratedTime", at.getEpochSecond())
        .put("logID", HexFormat.of().formatHex(id(log.publicKey())))
        .put("logIndex", 71);
  }

  /** The same as the annotation of a legacy layer. */
  String annotation(byte[] body, Instant at) {
    ObjectNode root = object();
    root.put("SignedEntryTimestamp", Base64Text.encode(promise(body, at)));
    root.set("Payload", promised(body, at));
    return new String(BoundedJson.write(root), UTF_8);
  }

  /** A timestamp authority's response about a signature. */
  byte[] timestamp(byte[] signature, Instant at) throws Exception {
    var signer =
        new JcaSimpleSignerInfoGeneratorBuilder()
            .build("SHA256withECDSA", stamps.keys().getPrivate(), stampCertificate);
    var digests =
        new JcaDigestCalculatorProviderBuilder()
            .build()
            .get(
                new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                    NISTObjectIdentifiers.id_sha256));
    var tokens = new TimeStampTokenGenerator(signer, digests, new ASN1ObjectIdentifier("1.2.3.4"));
    TimeStampRequest request =
        new TimeStampRequestGenerator()
            .generate(TSPAlgorithms.SHA256, TestAuthority.sha256(signature));
    return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
        .generate(request, BigInteger.ONE, Date.from(at))
        .getEncoded();
  }

  /** A bundle with a certificate. */
  static ObjectNode bundle(Envelope envelope, X509Certificate leaf, ObjectNode... entries) {
    ObjectNode root = object().put("mediaType", Bundle.MEDIA_TYPE);
    ObjectNode material = root.putObject("verificationMaterial");
    material.putObject("certificate").put("rawBytes", base64(leaf));
    ArrayNode into = material.putArray("tlogEntries");
    List.of(entries).forEach(into::add);
    root.set("dsseEnvelope", envelope.toBundleJson());
    return root;
  }

  static String pem(X509Certificate certificate) {
    return "-----BEGIN CERTIFICATE-----\n" + base64(certificate) + "\n-----END CERTIFICATE-----\n";
  }

  private static String base64(X509Certificate certificate) {
    try {
      return Base64Text.encode(certificate.getEncoded());
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] id(PublicKey key) {
    return TestAuthority.sha256(key.getEncoded());
  }

  private static byte[] hash(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    List.of(parts).forEach(all::writeBytes);
    return TestAuthority.sha256(all.toByteArray());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
