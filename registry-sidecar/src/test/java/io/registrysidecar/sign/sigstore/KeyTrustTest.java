package io.registrysidecar.sign.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Base64Text;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.Pae;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.key.PublicKeys;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Signatures by key: what is ours, and what somebody with push rights could leave in its place. */
class KeyTrustTest {

  private static final Digest IMAGE = Digest.sha256(new byte[] {1});
  private static final Digest OTHER = Digest.sha256(new byte[] {2});
  private static final String TYPE = "https://example/predicate";

  private final TestSigner scanner = TestSigner.fresh();
  private final TestSigner stranger = TestSigner.fresh();
  private final SigstoreVerifier verifier =
      new SigstoreVerifier(SigstoreTrust.of(scanner.trusted("scanner")), () -> TestInstance.NOW);

  @Test
  void whatWeMakeWeTrust() throws Exception {
    Attested attested = verify(bundle(scanner, IMAGE));

    assertThat(attested.verification())
        .isEqualTo(new Verification.Trusted("key scanner", List.of()));
    Statement statement = attested.statement().orElseThrow();
    assertThat(statement.predicateType()).isEqualTo(TYPE);
    assertThat(statement.predicate().path("result").asText()).isEqualTo("passed");
  }

  @Test
  void anImageIsSignedAsCosign3DoesIt() throws Exception {
    Bundle bundle = Bundle.of(scanner, Statement.imageSignature(IMAGE));

    assertThat(new String(bundle.envelope().payload(), UTF_8))
        .isEqualTo(
            """
            {"_type":"https://in-toto.io/Statement/v1","predicate":{},\
            "predicateType":"https://sigstore.dev/cosign/sign/v1",\
            "subject":[{"digest":{"sha256":"%s"}}]}\
            """
                .formatted(IMAGE.hex()));
    assertThat(verify(bundle.toBytes()).verification()).isInstanceOf(Verification.Trusted.class);
  }

  @Test
  void threat01ABundleByAStrangerIsNotOurs() throws Exception {
    Attested attested = verify(bundle(stranger, IMAGE));

    assertThat(attested.verification()).isInstanceOf(Verification.Untrusted.class);
    assertThat(attested.verification().detail())
        .isEqualTo("no trusted key made the signature (1 tried)");
    assertThat(attested.statement()).isEmpty();
  }

  @Test
  void threat01AStrangersBundleThatHintsAtOurKeyIsInvalid() throws Exception {
    byte[] forged =
        changed(
            stranger,
            IMAGE,
            root ->
                root.withObject("verificationMaterial")
                    .putObject("publicKey")
                    .put("hint", PublicKeys.hint(scanner.publicKey())));

    assertInvalid(verify(forged), "not one by key scanner, which it names");
  }

  @Test
  void threat02ACopyOfABundleFromAnotherImageIsInvalid() throws Exception {
    assertInvalid(verify(bundle(scanner, OTHER)), "not about " + IMAGE);
  }

  @Test
  void threat02ALegacySignatureOfAnotherImageIsInvalid() throws Exception {
    LegacyLayer copy = LegacySignature.of(scanner, "registry.example/app", OTHER);

    assertThat(verifier.signature(copy.descriptor(), copy.content(), IMAGE))
        .isInstanceOf(Verification.Invalid.class);
    assertThat(verifier.signature(copy.descriptor(), copy.content(), OTHER))
        .isInstanceOf(Verification.Trusted.class);
  }

  @Test
  void threat05BytesThatAreNotThoseOfTheDescriptorAreNotRead() throws Exception {
    byte[] bundle = bundle(scanner, IMAGE);
    Descriptor real = Descriptor.of(Bundle.MEDIA_TYPE, bundle);
    Descriptor longer = Descriptor.of(Bundle.MEDIA_TYPE, real.digest(), real.size() + 1);
    Descriptor other = Descriptor.of(Bundle.MEDIA_TYPE, OTHER, real.size());

    assertInvalid(verifier.bundle(longer, bundle, IMAGE), "its bytes are");
    assertInvalid(verifier.bundle(other, bundle, IMAGE), "its bytes are");
  }

  @Test
  void threat08TwoSignaturesAreInvalid() throws Exception {
    byte[] two =
        changed(
            scanner,
            IMAGE,
            root -> {
              ArrayNode signatures = (ArrayNode) root.path("dsseEnvelope").path("signatures");
              signatures.add(signatures.get(0).deepCopy());
            });

    assertInvalid(verify(two), "the envelope has 2 signatures; exactly one is allowed");
  }

  @Test
  void threat08AnotherPayloadTypeIsInvalidEvenIfSigned() throws Exception {
    byte[] payload = statement(IMAGE).toBytes();
    String type = "application/vnd.in-toto+json; charset=utf-8";
    byte[] signature = scanner.sign(Pae.encode(type, payload));
    Envelope envelope = new Envelope(type, payload, "", signature);

    assertInvalid(verify(new Bundle("", envelope, TYPE).toBytes()), "the payload type is " + type);
  }

  @Test
  void threat08AKeyidIsRemarked() throws Exception {
    byte[] named =
        changed(
            scanner,
            IMAGE,
            root ->
                ((ObjectNode) root.path("dsseEnvelope").path("signatures").get(0))
                    .put("keyid", "any"));

    assertThat(verify(named).verification())
        .isEqualTo(
            new Verification.Trusted(
                "key scanner",
                List.of("the envelope names a keyid, for which cosign may refuse it")));
  }

  @Test
  void threat08Base64OfUrlsIsReadAsWell() throws Exception {
    byte[] url =
        changed(
            scanner,
            IMAGE,
            root -> {
              ObjectNode envelope = root.withObject("dsseEnvelope");
              ObjectNode only = (ObjectNode) envelope.path("signatures").get(0);
              only.put("sig", forUrls(only.path("sig").asText()));
              envelope.put("payload", forUrls(envelope.path("payload").asText()));
            });

    assertThat(verify(url).verification()).isInstanceOf(Verification.Trusted.class);
  }

  @Test
  void aKeyThatTheBundleBringsIsNotTrusted() throws Exception {
    byte[] bringing =
        changed(
            stranger,
            IMAGE,
            root ->
                root.withObject("verificationMaterial")
                    .withObject("publicKey")
                    .put("rawBytes", Base64Text.encode(stranger.publicKey().getEncoded())));

    assertThat(verify(bringing).verification()).isInstanceOf(Verification.Untrusted.class);
  }

  @Test
  void aLogEntryMustBeOfThisSignatureEvenIfNoLogIsTrusted() throws Exception {
    var instance = new TestInstance();
    Envelope other = Envelope.sign(scanner, statement(OTHER));
    ObjectNode foreign = entry(instance, other, scanner);

    assertInvalid(verify(withEntry(scanner, foreign)), "the log entry holds another signature");
  }

  @Test
  void aLogEntryMustBeOfThisKey() throws Exception {
    var instance = new TestInstance();
    ObjectNode root = json(bundle(scanner, IMAGE));
    ObjectNode foreign = entry(instance, envelopeOf(root), stranger);
    root.withObject("verificationMaterial").putArray("tlogEntries").add(foreign);

    assertInvalid(
        verify(BoundedJson.write(root)), "the log entry holds another certificate or key");
  }

  @Test
  void aLogEntryOfATrustedLogMustBeGenuine() throws Exception {
    var instance = new TestInstance();
    ObjectNode root = json(bundle(scanner, IMAGE));
    ObjectNode entry = entry(instance, envelopeOf(root), scanner);
    root.withObject("verificationMaterial").putArray("tlogEntries").add(entry);
    var trust = new SigstoreTrust(scanner.trusted("scanner"), instance.trustedRoot(), List.of());
    var withLogs = new SigstoreVerifier(trust, () -> TestInstance.NOW);

    assertThat(verify(withLogs, root)).isInstanceOf(Verification.Trusted.class);
    assertThat(verify(verifier, root).detail()).contains("the log entry is of no trusted log");

    entry.withObject("inclusionPromise").put("signedEntryTimestamp", "MAYCAQECAQE=");
    assertThat(verify(withLogs, root))
        .isEqualTo(
            new Verification.Invalid("the promise of the log log.example has a wrong signature"));
  }

  @Test
  void anyOfSeveralKeysWillDoAndTheOneThatDidIsNamed() throws Exception {
    var keys =
        TrustedKeys.of(
            List.of(
                new TrustedKeys.TrustedKey("old", stranger.publicKey()),
                new TrustedKeys.TrustedKey("new", scanner.publicKey())));
    var rotating = new SigstoreVerifier(SigstoreTrust.of(keys), () -> TestInstance.NOW);

    assertThat(verify(rotating, json(bundle(scanner, IMAGE))).detail()).isEqualTo("key new");
    assertThat(verify(rotating, json(bundle(stranger, IMAGE))).detail()).isEqualTo("key old");
    LegacyLayer legacy = LegacySignature.of(scanner, "r/app", IMAGE);
    assertThat(rotating.signature(legacy.descriptor(), legacy.content(), IMAGE).detail())
        .isEqualTo("key new");
  }

  @Test
  void keysAreReadFromOnePemFileAndNothingElseIs() throws Exception {
    String both = PublicKeys.pem(scanner.publicKey()) + PublicKeys.pem(stranger.publicKey());

    assertThat(TrustedKeys.parse("release", both.getBytes(UTF_8)))
        .extracting(TrustedKeys.TrustedKey::name)
        .containsExactly("release", "release#2");
    String secret = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    assertThatThrownBy(() -> TrustedKeys.parse("release", secret.getBytes(UTF_8)))
        .isInstanceOf(MalformedDocument.class)
        .hasMessageContaining("only PUBLIC KEY belongs there");
    assertThatThrownBy(() -> TrustedKeys.parse("release", new byte[0]))
        .isInstanceOf(MalformedDocument.class)
        .hasMessageContaining("no PUBLIC KEY block");
  }

  @Test
  void whatIsTooLargeTooDeepOrDoubleIsInvalid() throws Exception {
    String bundle = new String(bundle(scanner, IMAGE), UTF_8);
    String twice = "{\"mediaType\":\"" + Bundle.MEDIA_TYPE + "\"," + bundle.substring(1);
    String deep =
        bundle.replace("\"hint\"", "\"x\":" + "[".repeat(99) + "]".repeat(99) + ",\"hint\"");
    String many = "{\"rawBytes\":\"MAA=\"},".repeat(11);

    assertInvalid(verify(new byte[Bundle.LARGEST + 1]), "more than 10000000 bytes");
    assertInvalid(verify(twice.getBytes(UTF_8)), "the bundle is not JSON: Duplicate field");
    assertInvalid(verify(deep.getBytes(UTF_8)), "nesting depth");
    assertInvalid(
        verify(
            bundle
                .replaceFirst(
                    "\"publicKey\":\\{[^}]*}",
                    "\"x509CertificateChain\":{\"certificates\":["
                        + many.substring(0, many.length() - 1)
                        + "]}")
                .getBytes(UTF_8)),
        "\"certificates\" is not an array, or has more than 10 elements");
  }

  @Test
  void aProofHasAtMost64Hashes() throws Exception {
    var instance = new TestInstance();
    ObjectNode entry = entry(instance, Envelope.sign(scanner, statement(IMAGE)), scanner);
    ArrayNode hashes = entry.withObject("inclusionProof").putArray("hashes");
    for (int i = 0; i < 65; i++) {
      hashes.add("AAAA");
    }

    assertInvalid(verify(withEntry(scanner, entry)), "\"hashes\" is not an array, or has more");
  }

  private byte[] withEntry(TestSigner signer, ObjectNode entry) throws Exception {
    return changed(
        signer,
        IMAGE,
        root -> root.withObject("verificationMaterial").putArray("tlogEntries").add(entry));
  }

  private static ObjectNode entry(TestInstance instance, Envelope envelope, TestSigner by) {
    byte[] body = TestInstance.dsseBody(envelope, PublicKeys.pem(by.publicKey()));
    return instance.entry("dsse", body, TestInstance.NOW);
  }

  private static Envelope envelopeOf(ObjectNode bundle) throws Exception {
    return Envelope.parse(bundle.path("dsseEnvelope"));
  }

  private static String forUrls(String base64) {
    return base64.replace('+', '-').replace('/', '_').replace("=", "");
  }

  private static Statement statement(Digest image) {
    ObjectNode predicate = JsonNodeFactory.instance.objectNode().put("result", "passed");
    return Statement.of("registry.example/app", image, TYPE, predicate);
  }

  private static byte[] bundle(TestSigner signer, Digest image) throws Exception {
    return Bundle.of(signer, statement(image)).toBytes();
  }

  private static byte[] changed(TestSigner signer, Digest image, Consumer<ObjectNode> change)
      throws Exception {
    ObjectNode root = json(bundle(signer, image));
    change.accept(root);
    return BoundedJson.write(root);
  }

  private static ObjectNode json(byte[] bytes) throws Exception {
    return (ObjectNode) BoundedJson.read(bytes);
  }

  private Attested verify(byte[] bundle) {
    return verifier.bundle(Descriptor.of(Bundle.MEDIA_TYPE, bundle), bundle, IMAGE);
  }

  private static Verification verify(SigstoreVerifier verifier, ObjectNode bundle) {
    byte[] bytes = BoundedJson.write(bundle);
    return verifier.bundle(Descriptor.of(Bundle.MEDIA_TYPE, bytes), bytes, IMAGE).verification();
  }

  private static void assertInvalid(Attested attested, String reason) {
    assertThat(attested.verification()).isInstanceOf(Verification.Invalid.class);
    assertThat(attested.verification().detail()).contains(reason);
    assertThat(attested.statement()).isEmpty();
  }
}
