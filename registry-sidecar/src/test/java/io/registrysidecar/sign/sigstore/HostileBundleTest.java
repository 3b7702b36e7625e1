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

/** Bundles that are not quite what a bundle is. */
class HostileBundleTest {

  private final KeyedBundles bundles = new KeyedBundles();

  @Test
  void threat05BytesThatAreNotThoseOfTheDescriptorAreNotRead() throws Exception {
    byte[] bundle = KeyedBundles.bundle(bundles.scanner, KeyedBundles.IMAGE);
    Descriptor real = Descriptor.of(Bundle.MEDIA_TYPE, bundle);
    Descriptor longer = Descriptor.of(Bundle.MEDIA_TYPE, real.digest(), real.size() + 1);
    Descriptor other = Descriptor.of(Bundle.MEDIA_TYPE, KeyedBundles.OTHER, real.size());

    KeyedBundles.assertInvalid(bundles.verifier.bundle(longer, bundle, KeyedBundles.IMAGE), "its bytes are");
    KeyedBundles.assertInvalid(bundles.verifier.bundle(other, bundle, KeyedBundles.IMAGE), "its bytes are");
  }

  @Test
  void threat08TwoSignaturesAreInvalid() throws Exception {
    byte[] two =
        KeyedBundles.changed(
            bundles.scanner,
            KeyedBundles.IMAGE,
            root -> {
              ArrayNode signatures = (ArrayNode) root.path("dsseEnvelope").path("signatures");
              signatures.add(signatures.get(0).deepCopy());
            });

    KeyedBundles.assertInvalid(KeyedBundles.verify(two), "the envelope has 2 signatures; exactly one is allowed");
  }

  @Test
  void threat08AnotherPayloadTypeIsInvalidEvenIfSigned() throws Exception {
    byte[] payload = KeyedBundles.statement(KeyedBundles.IMAGE).toBytes();
    String type = "application/vnd.in-toto+json; charset=utf-8";
    byte[] signature = bundles.scanner.sign(Pae.encode(type, payload));
    Envelope envelope = new Envelope(type, payload, "", signature);

    KeyedBundles.assertInvalid(KeyedBundles.verify(new Bundle("", envelope, KeyedBundles.TYPE).toBytes()), "the payload type is " + type);
  }

  @Test
  void threat08AKeyidIsRemarked() throws Exception {
    byte[] named =
        KeyedBundles.changed(
            bundles.scanner,
            KeyedBundles.IMAGE,
            root ->
                ((ObjectNode) root.path("dsseEnvelope").path("signatures").get(0))
                    .put("keyid", "any"));

    assertThat(KeyedBundles.verify(named).verification())
        .isEqualTo(
            new Verification.Trusted(
                "key bundles.scanner",
                List.of("the envelope names a keyid, for which cosign may refuse it")));
  }

  @Test
  void threat08Base64OfUrlsIsReadAsWell() throws Exception {
    byte[] url =
        KeyedBundles.changed(
            bundles.scanner,
            KeyedBundles.IMAGE,
            root -> {
              ObjectNode envelope = root.withObject("dsseEnvelope");
              ObjectNode only = (ObjectNode) envelope.path("signatures").get(0);
              only.put("sig", forUrls(only.path("sig").asText()));
              envelope.put("payload", forUrls(envelope.path("payload").asText()));
            });

    assertThat(KeyedBundles.verify(url).verification()).isInstanceOf(Verification.Trusted.class);
  }

  @Test
  void aKeyThatTheBundleBringsIsNotTrusted() throws Exception {
    byte[] bringing =
        KeyedBundles.changed(
            bundles.stranger,
            KeyedBundles.IMAGE,
            root ->
                root.withObject("verificationMaterial")
                    .withObject("publicKey")
                    .put("rawBytes", Base64Text.encode(bundles.stranger.publicKey().getEncoded())));

    assertThat(KeyedBundles.verify(bringing).verification()).isInstanceOf(Verification.Untrusted.class);
  }

  @Test
  void whatIsTooLargeTooDeepOrDoubleIsInvalid() throws Exception {
    String bundle = new String(KeyedBundles.bundle(bundles.scanner, KeyedBundles.IMAGE), UTF_8);
    String twice = "{\"mediaType\":\"" + Bundle.MEDIA_TYPE + "\"," + bundle.substring(1);
    String deep =
        bundle.replace("\"hint\"", "\"x\":" + "[".repeat(99) + "]".repeat(99) + ",\"hint\"");
    String many = "{\"rawBytes\":\"MAA=\"},".repeat(11);

    KeyedBundles.assertInvalid(KeyedBundles.verify(new byte[Bundle.LARGEST + 1]), "more than 10000000 bytes");
    KeyedBundles.assertInvalid(KeyedBundles.verify(twice.getBytes(UTF_8)), "the bundle is not JSON: Duplicate field");
    KeyedBundles.assertInvalid(KeyedBundles.verify(deep.getBytes(UTF_8)), "nesting depth");
    KeyedBundles.assertInvalid(
        KeyedBundles.verify(
            bundle
                .replaceFirst(
                    "\"publicKey\":\\{[^}]*}",
                    "\"x509CertificateChain\":{\"certificates\":["
                        + many.substring(0, many.length() - 1)
                        + "]}")
                .getBytes(UTF_8)),
        "\"certificates\" is not an array, or has more than 10 elements");
  }

  private static String forUrls(String base64) {
    return base64.replace('+', '-').replace('/', '_').replace("=", "");
  }
}
