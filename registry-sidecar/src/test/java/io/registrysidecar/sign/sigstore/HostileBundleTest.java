package io.registrysidecar.sign.sigstore;

import static io.registrysidecar.sign.sigstore.KeyedBundles.IMAGE;
import static io.registrysidecar.sign.sigstore.KeyedBundles.OTHER;
import static io.registrysidecar.sign.sigstore.KeyedBundles.SCANNER;
import static io.registrysidecar.sign.sigstore.KeyedBundles.STRANGER;
import static io.registrysidecar.sign.sigstore.KeyedBundles.TYPE;
import static io.registrysidecar.sign.sigstore.KeyedBundles.VERIFIER;
import static io.registrysidecar.sign.sigstore.KeyedBundles.assertInvalid;
import static io.registrysidecar.sign.sigstore.KeyedBundles.bundle;
import static io.registrysidecar.sign.sigstore.KeyedBundles.changed;
import static io.registrysidecar.sign.sigstore.KeyedBundles.statement;
import static io.registrysidecar.sign.sigstore.KeyedBundles.verify;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Base64Text;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.Pae;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bundles that are not quite what a bundle is. */
class HostileBundleTest {

  @Test
  void threat05BytesThatAreNotThoseOfTheDescriptorAreNotRead() throws Exception {
    byte[] bundle = bundle(SCANNER, IMAGE);
    Descriptor real = Descriptor.of(Bundle.MEDIA_TYPE, bundle);
    Descriptor longer = Descriptor.of(Bundle.MEDIA_TYPE, real.digest(), real.size() + 1);
    Descriptor other = Descriptor.of(Bundle.MEDIA_TYPE, OTHER, real.size());

    assertInvalid(VERIFIER.bundle(longer, bundle, IMAGE), "its bytes are");
    assertInvalid(VERIFIER.bundle(other, bundle, IMAGE), "its bytes are");
  }

  @Test
  void threat08TwoSignaturesAreInvalid() throws Exception {
    byte[] two =
        changed(
            SCANNER,
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
    byte[] signature = SCANNER.sign(Pae.encode(type, payload));
    Envelope envelope = new Envelope(type, payload, "", signature);

    assertInvalid(verify(new Bundle("", envelope, TYPE).toBytes()), "the payload type is " + type);
  }

  @Test
  void threat08AKeyidIsRemarked() throws Exception {
    byte[] named =
        changed(
            SCANNER,
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
            SCANNER,
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
            STRANGER,
            IMAGE,
            root ->
                root.withObject("verificationMaterial")
                    .withObject("publicKey")
                    .put("rawBytes", Base64Text.encode(STRANGER.publicKey().getEncoded())));

    assertThat(verify(bringing).verification()).isInstanceOf(Verification.Untrusted.class);
  }

  @Test
  void whatIsTooLargeTooDeepOrDoubleIsInvalid() throws Exception {
    String bundle = new String(bundle(SCANNER, IMAGE), UTF_8);
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

  private static String forUrls(String base64) {
    return base64.replace('+', '-').replace('/', '_').replace("=", "");
  }
}
