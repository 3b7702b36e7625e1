package io.registrysidecar.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.Layer;
import io.registrysidecar.oci.ArtifactManifest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedManifest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestParser;
import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.sigstore.Bundle;
import io.registrysidecar.sign.sigstore.SigstoreTrust;
import io.registrysidecar.sign.sigstore.SigstoreVerifier;
import io.registrysidecar.sign.sigstore.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose attached VEX documents are believed. Anybody who may push can attach one. */
class VexReferrersTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final Descriptor IMAGE =
      Descriptor.of(
          "application/vnd.oci.image.manifest.v1+json", "image".getBytes(StandardCharsets.UTF_8));
  private static final String DOCUMENT =
      """
      {"@context":"https://openvex.dev/ns/v0.2.0","@id":"urn:doc","author":"Ada",
       "timestamp":"2026-01-01T00:00:00Z","statements":[{"vulnerability":{"name":"CVE-1"},
       "products":[{"@id":"pkg:oci/app"}],"status":"fixed"}]}
      """;

  private final TestKey author = new TestKey();

  @Test
  void whatAnAuthorSignedOfTheImageIsBelieved() throws Exception {
    VexSources.Heard heard = heard(true, bundle(author, IMAGE));

    assertThat(heard.notes()).isEmpty();
    assertThat(heard.statements().getFirst().sentence())
        .contains("urn:doc of Ada, from referrer sha256:")
        .contains("signed by key security.pub");
  }

  @Test
  void whatSomebodyElseSignedIsOnlyMentioned() throws Exception {
    assertNotApplied(heard(true, bundle(new TestKey(), IMAGE)));
  }

  @Test
  void whatAnAuthorSignedOfAnotherImageIsOnlyMentioned() throws Exception {
    Descriptor other = Descriptor.of(IMAGE.mediaType(), new byte[] {1});

    assertNotApplied(heard(true, bundle(author, other)));
  }

  @Test
  void whatNobodySignedIsOnlyMentioned() throws Exception {
    assertNotApplied(heard(true, plain()));
  }

  @Test
  void withoutTheNeedForSignaturesEverybodyIsBelieved() throws Exception {
    assertThat(heard(false, plain()).statements()).hasSize(1);
    assertThat(heard(false, bundle(new TestKey(), IMAGE)).statements()).hasSize(1);
  }

  private static void assertNotApplied(VexSources.Heard heard) {
    assertThat(heard.statements()).isEmpty();
    assertThat(heard.notes())
        .singleElement()
        .satisfies(note -> assertThat(note.code()).isEqualTo(VexReferrers.NOT_APPLIED));
  }

  private VexSources.Heard heard(boolean requireSignature, Attached attached) {
    var keys =
        TrustedKeys.of(List.of(new TrustedKeys.TrustedKey("security.pub", author.publicKey())));
    var authors = new SigstoreVerifier(SigstoreTrust.of(keys), () -> NOW);
    return new VexSources(List.of(), Optional.of(authors), requireSignature)
        .of(attached, List.of(IMAGE.digest()));
  }

  private static Attached bundle(Signer signer, Descriptor about) throws Exception {
    var predicate = (ObjectNode) new JsonMapper().readTree(DOCUMENT);
    Bundle bundle =
        Bundle.of(signer, Statement.of("app", about.digest(), "https://openvex.dev/ns", predicate));
    return new Attached(bundle.manifest(IMAGE, NOW), bundle.toBytes());
  }

  private static Attached plain() {
    byte[] content = DOCUMENT.getBytes(StandardCharsets.UTF_8);
    String type = "application/vnd.openvex+json";
    return new Attached(
        new ArtifactManifest(type, List.of(Descriptor.of(type, content)), IMAGE, Map.of()),
        content);
  }

  /** A registry with one image and one artifact that refers to it. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Attached(ArtifactManifest artifact, byte[] content) implements ImageSource {

    @Override
    public String name() {
      return "test";
    }

    @Override
    public Manifest root() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Manifest manifest(Descriptor descriptor) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Manifest> manifest(Digest digest) {
      try {
        return Optional.of(ManifestParser.parse(artifact.toBytes(), null));
      } catch (MalformedManifest e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public List<Descriptor> referrers(Digest subject, @Nullable String artifactType) {
      return List.of(artifact.descriptor());
    }

    @Override
    public byte[] config(Descriptor descriptor) {
      return content;
    }

    @Override
    public Layer layer(Descriptor descriptor, @Nullable Digest diffId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private static final class TestKey implements Signer {
    private final KeyPair pair;

    TestKey() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        pair = generator.generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public PublicKey publicKey() {
      return pair.getPublic();
    }

    @Override
    public List<X509Certificate> chain() {
      return List.of();
    }

    @Override
    public byte[] sign(SignatureForm form, byte[] data) throws SigningFailure {
      try {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(data);
        return signature.sign();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
