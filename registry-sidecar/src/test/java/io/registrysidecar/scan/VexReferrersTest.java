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
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.sigstore.Bundle;
import io.registrysidecar.sign.sigstore.LegacyAttestation;
import io.registrysidecar.sign.sigstore.LegacyManifest;
import io.registrysidecar.sign.sigstore.SigstoreVerifier;
import io.registrysidecar.testing.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private static final Path REAL = Path.of("src/test/resources/advisory/vex/real");
  private static final String CYCLONEDX = "https://cyclonedx.org/bom";
  private static final VexSources.Heard NOTHING = new VexSources.Heard(List.of(), List.of());

  private final AuthorKey author = new AuthorKey();

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
    assertNotApplied(heard(true, bundle(new AuthorKey(), IMAGE)));
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
    assertThat(heard(false, bundle(new AuthorKey(), IMAGE)).statements()).hasSize(1);
  }

  @Test
  void whatAnAuthorAttestedInTheOldFormIsBelieved() throws Exception {
    VexSources.Heard heard = heard(true, legacy(author, IMAGE));

    assertThat(heard.notes()).isEmpty();
    assertThat(heard.statements().getFirst().sentence())
        .contains("urn:doc of Ada, from attestation sha256:")
        .contains("signed by key security.pub");
  }

  @Test
  void whatSomebodyElseAttestedInTheOldFormIsOnlyMentioned() throws Exception {
    assertNotApplied(heard(true, legacy(new AuthorKey(), IMAGE)));
  }

  @Test
  void whatAnAuthorAttestedOfAnotherImageInTheOldFormIsOnlyMentioned() throws Exception {
    Descriptor other = Descriptor.of(IMAGE.mediaType(), new byte[] {1});

    assertNotApplied(heard(true, legacy(author, other)));
  }

  @Test
  void withoutTheNeedForSignaturesTheOldFormIsBelieved() throws Exception {
    assertThat(heard(false, legacy(new AuthorKey(), IMAGE)).statements()).hasSize(1);
  }

  @Test
  void whatIsAttestedInTheOldFormAndIsNoVexIsNotLookedAt() throws Exception {
    Attached vex = legacy(new AuthorKey(), IMAGE);
    Descriptor layer = Objects.requireNonNull(vex.legacy()).layers().getFirst();
    Descriptor renamed =
        new Descriptor(
            layer.mediaType(),
            layer.digest(),
            layer.size(),
            null,
            Envelope.layerAnnotations("https://slsa.dev/provenance/v1"),
            null,
            Map.of());
    var other = new Attached(null, new LegacyManifest(List.of(renamed)), vex.content());

    assertThat(heard(true, other)).isEqualTo(NOTHING);
  }

  @ParameterizedTest
  @CsvSource({
    "https://cyclonedx.org/bom, cyclonedx.json",
    "https://cyclonedx.org/bom/v1.6, cyclonedx.json",
    "https://docs.oasis-open.org/csaf/csaf/v2.0, csaf-demo1.json",
    "https://openvex.dev/ns/v0.2.0, openvex-oci.json",
  })
  void whatAnAuthorAttestsMayBeOfEachFormat(String predicateType, String file) throws Exception {
    byte[] document = Files.readAllBytes(REAL.resolve(file));
    for (boolean announced : List.of(true, false)) {
      assertThat(
              heard(true, bundle(author, IMAGE, predicateType, document, announced)).statements())
          .as("announced: %s", announced)
          .isNotEmpty()
          .allSatisfy(statement -> assertThat(statement.origin().attached()).isTrue());
      assertNotApplied(
          heard(true, bundle(new AuthorKey(), IMAGE, predicateType, document, announced)));
    }
  }

  @Test
  void aBillOfMaterialsIsNoVexWhoeverSignedIt() throws Exception {
    byte[] sbom =
        "{\"bomFormat\":\"CycloneDX\",\"components\":[]}".getBytes(StandardCharsets.UTF_8);
    byte[] found =
        "{\"bomFormat\":\"CycloneDX\",\"vulnerabilities\":[{\"id\":\"CVE-1\"}]}"
            .getBytes(StandardCharsets.UTF_8);
    for (byte[] each : List.of(sbom, found)) {
      for (Signer signer : List.of(author, new AuthorKey())) {
        assertThat(heard(true, bundle(signer, IMAGE, CYCLONEDX, each, true))).isEqualTo(NOTHING);
      }
      assertThat(heard(true, plain("application/vnd.cyclonedx+json", each))).isEqualTo(NOTHING);
      assertThat(heard(false, plain("application/vnd.cyclonedx+json", each))).isEqualTo(NOTHING);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.cyclonedx+json, cyclonedx.json",
    "application/csaf+json, csaf-demo1.json",
    "application/vnd.openvex+json, openvex-oci.json",
  })
  void aDocumentAsItIsIsMentionedAndSaysHowToSignIt(String type, String file) throws Exception {
    byte[] document = Files.readAllBytes(REAL.resolve(file));

    VexSources.Heard heard = heard(true, plain(type, document));

    assertNotApplied(heard);
    assertThat(heard.notes().getFirst().message())
        .contains("it is not signed. Its author attests it (cosign attest")
        .doesNotContain("Name the key");
    assertThat(heard(false, plain(type, document)).statements()).isNotEmpty();
  }

  /** Where a registry has no referrers API, cosign lists its bundles without annotations. */
  @Test
  void whatAStrangerAttestsWithoutAnnouncingItIsMentioned() throws Exception {
    byte[] document = DOCUMENT.getBytes(StandardCharsets.UTF_8);
    String vex = "https://openvex.dev/ns";

    assertNotApplied(heard(true, bundle(new AuthorKey(), IMAGE, vex, document, false)));
    assertThat(
            heard(true, bundle(new AuthorKey(), IMAGE, "https://example.com/x", document, false)))
        .isEqualTo(NOTHING);
  }

  @Test
  void aTagWithVeryManyAttestationsIsNotRead() throws Exception {
    Attached vex = legacy(author, IMAGE);
    Descriptor layer = Objects.requireNonNull(vex.legacy()).layers().getFirst();
    var many =
        new Attached(null, new LegacyManifest(Collections.nCopies(1001, layer)), vex.content());
    var some =
        new Attached(null, new LegacyManifest(Collections.nCopies(65, layer)), vex.content());

    assertThat(heard(true, many).statements()).isEmpty();
    assertThat(heard(true, some).statements()).hasSize(64);
    for (Attached each : List.of(many, some)) {
      assertThat(heard(true, each).notes())
          .singleElement()
          .satisfies(note -> assertThat(note.code()).isEqualTo(VexSources.UNREADABLE));
    }
  }

  @Test
  void whatThisInstallationHasAttachedItselfIsPassedOver() throws Exception {
    for (Attached each : List.of(bundle(author, IMAGE), legacy(author, IMAGE))) {
      var sources =
          new VexSources(
              List.of(), Optional.empty(), Optional.of(authors()), true, (_, _, _) -> true);

      assertThat(sources.of(each, List.of(IMAGE.digest())))
          .isEqualTo(new VexSources.Heard(List.of(), List.of()));
    }
  }

  private static void assertNotApplied(VexSources.Heard heard) {
    assertThat(heard.statements()).isEmpty();
    assertThat(heard.notes())
        .singleElement()
        .satisfies(note -> assertThat(note.code()).isEqualTo(VexSources.NOT_APPLIED));
  }

  private VexSources.Heard heard(boolean requireSignature, Attached attached) {
    return new VexSources(List.of(), Optional.of(authors()), requireSignature)
        .of(attached, List.of(IMAGE.digest()));
  }

  private SigstoreVerifier authors() {
    return SigningKeys.trusting("security.pub", author.publicKey(), () -> NOW);
  }

  private static Attached legacy(Signer signer, Descriptor about) throws Exception {
    byte[] envelope = bundled(signer, about).envelope().toBytes();
    Descriptor plain = Descriptor.of(Envelope.MEDIA_TYPE, envelope);
    var layer =
        new Descriptor(
            plain.mediaType(),
            plain.digest(),
            plain.size(),
            null,
            Envelope.layerAnnotations("https://openvex.dev/ns"),
            null,
            Map.of());
    return new Attached(null, new LegacyManifest(List.of(layer)), envelope);
  }

  private static Attached bundle(Signer signer, Descriptor about) throws Exception {
    Bundle bundle = bundled(signer, about);
    return new Attached(bundle.manifest(IMAGE, NOW), null, bundle.toBytes());
  }

  private static Bundle bundled(Signer signer, Descriptor about) throws Exception {
    var predicate = (ObjectNode) new JsonMapper().readTree(DOCUMENT);
    return Bundle.of(
        signer, Statement.of("app", about.digest(), "https://openvex.dev/ns", predicate));
  }

  private static Attached bundle(
      Signer signer, Descriptor about, String predicateType, byte[] document, boolean announced)
      throws Exception {
    var predicate = (ObjectNode) new JsonMapper().readTree(document);
    Bundle bundle =
        Bundle.of(signer, Statement.of("app", about.digest(), predicateType, predicate));
    ArtifactManifest manifest = bundle.manifest(IMAGE, NOW);
    return new Attached(
        announced
            ? manifest
            : new ArtifactManifest(manifest.artifactType(), manifest.layers(), IMAGE, Map.of()),
        null,
        bundle.toBytes());
  }

  private static Attached plain() {
    return plain("application/vnd.openvex+json", DOCUMENT.getBytes(StandardCharsets.UTF_8));
  }

  private static Attached plain(String type, byte[] content) {
    return new Attached(
        new ArtifactManifest(type, List.of(Descriptor.of(type, content)), IMAGE, Map.of()),
        null,
        content);
  }

  /** A registry with one image and one artifact that refers to it, or one tag beside it. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Attached(
      @Nullable ArtifactManifest artifact, @Nullable LegacyManifest legacy, byte[] content)
      implements ImageSource {

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
      return artifact == null ? Optional.empty() : Optional.of(parsed(artifact.toBytes()));
    }

    @Override
    public Optional<Manifest> tagged(String tag) {
      return legacy == null || !tag.equals(LegacyAttestation.tag(IMAGE.digest()))
          ? Optional.empty()
          : Optional.of(parsed(legacy.toBytes()));
    }

    private static Manifest parsed(byte[] manifest) {
      try {
        return ManifestParser.parse(manifest, null);
      } catch (MalformedManifest e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public List<Descriptor> referrers(Digest subject, @Nullable String artifactType) {
      return artifact == null ? List.of() : List.of(artifact.descriptor());
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
}
