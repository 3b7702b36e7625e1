package io.registrysidecar.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.sigstore.LegacySignature;
import io.registrysidecar.testing.SigningKeys;
import io.registrysidecar.verify.Found;
import io.registrysidecar.verify.FoundSignature;
import io.registrysidecar.verify.ImageSignatures;
import io.registrysidecar.verify.TrustedParties;
import io.registrysidecar.verify.TrustedParty;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is signed is found again, and nothing that is not. */
class ImageSignerTest {

  private static final Instant NOW = Instant.parse("2027-01-01T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  @TempDir Path folder;

  private final TinyRegistry registry = new TinyRegistry(TinyRegistry.Kind.FALLBACK);

  @ParameterizedTest
  @EnumSource(
      value = ImageSigner.Form.class,
      names = {"BUNDLE", "LEGACY"})
  void aSignedImageIsReleased(ImageSigner.Form form) throws Exception {
    Subject image = registry.image("a");

    sign("ours", KeyRole.RELEASE, image, form);

    assertThat(found(image, Optional.empty()).isReleased()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = ImageSigner.Form.class,
      names = {"BUNDLE", "LEGACY"})
  void threat01AStrangersSignatureHidesNoneAndCountsNothing(ImageSigner.Form form)
      throws Exception {
    Subject image = registry.image("a");

    sign("stranger", KeyRole.RELEASE, image, form);
    Found before = found(image, Optional.empty());
    sign("ours", KeyRole.RELEASE, image, form);
    Found after = found(image, Optional.empty());

    assertThat(before.isReleased()).isFalse();
    assertThat(before.signatures())
        .singleElement()
        .extracting(FoundSignature::verification)
        .isInstanceOf(Verification.Untrusted.class);
    assertThat(after.isReleased()).isTrue();
    assertThat(after.signatures()).as("the stranger's is still there").hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = ImageSigner.Form.class,
      names = {"BUNDLE", "LEGACY"})
  void aKeyOfScanResultsReleasesNothing(ImageSigner.Form form) throws Exception {
    Subject image = registry.image("a");

    sign("ours", KeyRole.ATTESTATION, image, form);

    Found found = found(image, Optional.empty());
    assertThat(found.signatures()).singleElement().matches(FoundSignature::isTrusted);
    assertThat(found.isReleased()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = ImageSigner.Form.class,
      names = {"BUNDLE", "LEGACY"})
  void whyAPolicyIsOverriddenIsSigned(ImageSigner.Form form) throws Exception {
    Subject image = registry.image("a");
    Subject other = registry.image("b");
    new ImageSigner(registry, keys("ours").signer(KeyRole.RELEASE), "test/1")
        .sign(image, form, "in a hurry", NOW);
    sign("stranger", KeyRole.RELEASE, other, form);

    assertThat(found(image, Optional.empty()).signatures())
        .singleElement()
        .satisfies(signature -> assertThat(signature.overridden()).contains("in a hurry"));
    assertThat(found(other, Optional.empty()).signatures())
        .singleElement()
        .satisfies(signature -> assertThat(signature.overridden()).isEmpty());
  }

  @Test
  void whatAnAnnotationSaysThatNobodySignedIsNoOverride() throws Exception {
    Subject image = registry.image("a");
    sign("ours", KeyRole.RELEASE, image, ImageSigner.Form.LEGACY);
    var tag = new ManifestKey.Tag(LegacySignature.tag(image.manifest().digest()));
    Digest holder = registry.manifest(TinyRegistry.REPOSITORY, tag).orElseThrow().self().digest();
    String signed = new String(registry.rawManifest(holder), StandardCharsets.UTF_8);
    byte[] changed =
        signed
            .replace(
                "\"annotations\":{",
                "\"annotations\":{\"io.registry-sidecar.policy-overridden\":\"mallory\",")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(changed.length).isGreaterThan(signed.length());
    registry.pushManifest(TinyRegistry.REPOSITORY, tag, OciMediaTypes.IMAGE_MANIFEST, changed);

    assertThat(found(image, Optional.empty()).signatures())
        .singleElement()
        .satisfies(signature -> {
          assertThat(signature.isTrusted()).isTrue();
          assertThat(signature.overridden()).isEmpty();
        });
  }

  @Test
  void threat02ABundleCopiedFromAnotherImageIsInvalid() throws Exception {
    Subject image = registry.image("a");
    Subject other = registry.image("b");
    sign("ours", KeyRole.RELEASE, image, ImageSigner.Form.BUNDLE);
    Descriptor bundle = registry.listed(image).getFirst();
    String copied =
        new String(registry.rawManifest(bundle.digest()), StandardCharsets.UTF_8)
            .replace(image.manifest().digest().toString(), other.manifest().digest().toString());
    Descriptor copy = registry.put(copied.getBytes(StandardCharsets.UTF_8)).manifest();
    registry.overwriteList(
        other,
        List.of(
            new Descriptor(
                copy.mediaType(),
                copy.digest(),
                copy.size(),
                bundle.artifactType(),
                bundle.annotations(),
                null,
                Map.of())));

    Found found = found(other, Optional.empty());

    assertThat(found.isReleased()).isFalse();
    assertThat(found.signatures())
        .singleElement()
        .extracting(FoundSignature::verification)
        .isInstanceOf(Verification.Invalid.class);
  }

  @Test
  void threat03TheSignatureOfAnIndexCountsForWhatItListsAndNothingElse() throws Exception {
    Subject listed = registry.image("a");
    Subject other = registry.image("b");
    Subject index =
        registry.put(
            """
            {"schemaVersion":2,"mediaType":"%s","manifests":[{"mediaType":"%s","digest":"%s","size":%d}]}\
            """
                .formatted(
                    OciMediaTypes.IMAGE_INDEX,
                    OciMediaTypes.IMAGE_MANIFEST,
                    listed.manifest().digest(),
                    listed.manifest().size())
                .getBytes(StandardCharsets.UTF_8));
    sign("ours", KeyRole.RELEASE, index, ImageSigner.Form.BUNDLE);
    Optional<Digest> in = Optional.of(index.manifest().digest());

    assertThat(found(listed, in).isReleased()).isTrue();
    assertThat(found(listed, in).signatures())
        .extracting(FoundSignature::object)
        .containsExactly(index.manifest().digest());
    assertThat(found(listed, Optional.empty()).isReleased()).isFalse();
    assertThat(found(other, in).isReleased()).isFalse();
    assertThat(found(other, in).notes()).singleElement().asString().contains("do not count");
  }

  @Test
  void threat03TheSignatureOfAPlatformDoesNotReleaseItsIndex() throws Exception {
    Subject platform = registry.image("a");
    Subject index =
        registry.put(
            """
            {"schemaVersion":2,"mediaType":"%s","manifests":[{"mediaType":"%s","digest":"%s","size":%d}]}\
            """
                .formatted(
                    OciMediaTypes.IMAGE_INDEX,
                    OciMediaTypes.IMAGE_MANIFEST,
                    platform.manifest().digest(),
                    platform.manifest().size())
                .getBytes(StandardCharsets.UTF_8));
    sign("ours", KeyRole.RELEASE, platform, ImageSigner.Form.LEGACY);

    Found found = found(index, Optional.empty());

    assertThat(found.signatures()).singleElement().matches(FoundSignature::isTrusted);
    assertThat(found.isReleased()).isFalse();
  }

  /** Registries of OCI 1.0 list no type; what the manifest says counts. */
  @Test
  void threat11ASignatureThatIsListedWithoutItsTypeIsFound() throws Exception {
    Subject image = registry.image("a");
    sign("ours", KeyRole.RELEASE, image, ImageSigner.Form.BUNDLE);
    var untyped =
        (DistributionClient)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DistributionClient.class},
                (_, method, arguments) ->
                    method.getName().equals("referrers")
                        ? registry.listed(image).stream()
                            .map(
                                each -> Descriptor.of(each.mediaType(), each.digest(), each.size()))
                            .toList()
                        : method.invoke(registry, arguments));

    Found found =
        new ImageSignatures(untyped, trust(), CLOCK)
            .of(
                TinyRegistry.REPOSITORY,
                new ManifestKey.ByDigest(image.manifest().digest()),
                Optional.empty())
            .orElseThrow();

    assertThat(found.isReleased()).isTrue();
  }

  @Test
  void threat04ATagIsResolvedOnce() throws Exception {
    Subject image = registry.image("a");
    registry.pushManifest(
        TinyRegistry.REPOSITORY,
        new ManifestKey.Tag("1"),
        image.manifest().mediaType(),
        registry.rawManifest(image.manifest().digest()));
    sign("ours", KeyRole.RELEASE, image, ImageSigner.Form.BUNDLE);
    AtomicInteger asked = new AtomicInteger();
    var watched =
        (DistributionClient)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DistributionClient.class},
                (_, method, arguments) -> {
                  if (arguments != null
                      && Arrays.asList(arguments).contains(new ManifestKey.Tag("1"))) {
                    asked.incrementAndGet();
                  }
                  return method.invoke(registry, arguments);
                });

    Found found =
        new ImageSignatures(watched, trust(), CLOCK)
            .of(TinyRegistry.REPOSITORY, new ManifestKey.Tag("1"), Optional.empty())
            .orElseThrow();

    assertThat(found.isReleased()).isTrue();
    assertThat(found.image().self().digest()).isEqualTo(image.manifest().digest());
    assertThat(asked).hasValue(1);
  }

  private void sign(String ring, KeyRole role, Subject image, ImageSigner.Form form)
      throws Exception {
    new ImageSigner(registry, keys(ring).signer(role), "test/1").sign(image, form, null, NOW);
  }

  private Found found(Subject image, Optional<Digest> index) throws Exception {
    return new ImageSignatures(registry, trust(), CLOCK)
        .of(TinyRegistry.REPOSITORY, new ManifestKey.ByDigest(image.manifest().digest()), index)
        .orElseThrow();
  }

  private TrustedParties trust() throws Exception {
    return new TrustedParties(
        List.of(
            party(TrustedParties.RELEASE, KeyRole.RELEASE),
            party(TrustedParties.ATTESTATION, KeyRole.ATTESTATION)));
  }

  private TrustedParty party(String role, KeyRole own) throws Exception {
    PublicKey key = keys("ours").signer(own).publicKey();
    return new TrustedParty(role, SigningKeys.trusting(role, key, CLOCK), List.of());
  }

  private KeyRing keys(String name) {
    return SigningKeys.in(folder.resolve(name), CLOCK);
  }
}
