package io.registrysidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.LocalImages;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.policy.Signatures;
import io.registrysidecar.publish.ImageSigner;
import io.registrysidecar.publish.Subject;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.testing.ImageBuilder;
import io.registrysidecar.testing.Layouts;
import io.registrysidecar.testing.TestImage;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who signed an image, as verdicts hear of it: in a registry, with all that can go wrong there. */
class AttachedSignaturesTest extends AttachedSignaturesBench {

  @ParameterizedTest
  @EnumSource(
      value = ImageSigner.Form.class,
      names = {"BUNDLE", "LEGACY"})
  void aTrustedSignatureIsFoundInEachForm(ImageSigner.Form form) throws Exception {
    sign(image.self(), form);

    assertThat(found())
        .singleElement()
        .satisfies(statement -> {
          assertThat(statement.signer()).isEqualTo("alice");
          assertThat(statement.roles()).containsExactly("release");
          assertThat(statement.isImageSignature()).isTrue();
        });
  }

  @ParameterizedTest
  @EnumSource(ImageSigner.Form.class)
  void reportsKeepWhoSignedInEachForm(ImageSigner.Form form) throws Exception {
    var own = ring("ours");
    new ImageSigner(client, own.signer(KeyRole.RELEASE), "test/1")
        .sign(new Subject(client.host(), REPOSITORY, image.self()), form, null, CLOCK.instant());

    assertThat(look().kept())
        .singleElement()
        .satisfies(kept -> {
          assertThat(kept.form()).isEqualTo(form.name().toLowerCase(Locale.ROOT));
          assertThat(kept.statement()).isNull();
          assertThat(kept.roles()).containsExactly("release");
          assertThat(kept.object()).isEqualTo(image.self().digest().toString());
          if (form == ImageSigner.Form.NOTARY) {
            X509Certificate leaf = own.signer(KeyRole.RELEASE).chain().getFirst();
            assertThat(kept.signer()).isEqualTo(leaf.getSubjectX500Principal().getName());
            assertThat(kept.issuer()).isEqualTo(leaf.getIssuerX500Principal().getName());
          } else {
            assertThat(kept.signer()).isEqualTo("registry-sidecar release");
            assertThat(kept.issuer()).isNull();
          }
        });
  }

  @Test
  void whereNobodySignedNothingIsFoundAndThatIsKnown() throws Exception {
    assertThat(look()).isEqualTo(new Signatures.Checked(List.of()));
  }

  @Test
  void theSignatureOfTheIndexThatListsItCounts() throws Exception {
    Descriptor index = pushIndex(image);
    sign(index, ImageSigner.Form.BUNDLE);

    assertThat(found()).isEmpty();
    assertThat(found(Optional.of(index.digest()))).hasSize(1);
  }

  @Test
  void theSignatureOfAnIndexThatDoesNotListItCountsNothing() throws Exception {
    Descriptor index = pushIndex(TestImage.image().platform("linux", "arm64").build());
    sign(index, ImageSigner.Form.BUNDLE);

    assertThat(found(Optional.of(index.digest()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/referrers/", "/blobs/", ".sig"})
  void aRegistryThatFailsIsNoAnswer(String part) throws Exception {
    sign(image.self(), ImageSigner.Form.BUNDLE);
    broken = request -> request.isRead() && request.path().contains(part);

    assertThatThrownBy(this::look)
        .isInstanceOfSatisfying(
            ImageException.class, failure -> assertThat(failure.isRetryable()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/referrers/", "/blobs/", ".sig"})
  void aRegistryThatRefusesIsUnknownAndSaysWhy(String part) throws Exception {
    sign(image.self(), ImageSigner.Form.BUNDLE);
    status = 403;
    broken = request -> request.isRead() && request.path().contains(part);

    assertThat(look())
        .isInstanceOfSatisfying(
            Signatures.Unchecked.class,
            unchecked ->
                assertThat(unchecked.why()).contains("could not be looked up").contains("403"));
  }

  @Test
  void oneThatIsGoneHidesNoOther() throws Exception {
    sign(image.self(), ImageSigner.Form.LEGACY);
    sign(image.self(), ImageSigner.Form.BUNDLE);
    Digest bundle = client.referrers(REPOSITORY, image.self().digest(), null).getFirst().digest();
    status = 404;
    broken = request -> request.path().contains(bundle.toString());

    assertThat(found()).hasSize(1);
  }

  @Test
  void anImageThatIsInNoRegistryCannotBeLookedUp() throws Exception {
    try (ImageSource source =
        LocalImages.open("oci:" + Layouts.write(image, directory.resolve("layout")))
            .orElseThrow()) {
      assertThat(lookup().of(source, "oci:layout", image.self(), Optional.empty()))
          .isInstanceOf(Signatures.Unchecked.class);
    }
  }

  @Test
  void aLookAtAnUnsignedImageTakesThreeRequests() throws Exception {
    requests.clear();

    look();

    assertThat(requests).hasSize(3);
  }

  private Signatures look() throws Exception {
    return lookup().of(source(), name(), image.self(), Optional.empty());
  }

  private Descriptor pushIndex(TestImage listed) throws Exception {
    push(listed);
    byte[] index =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
            .formatted(OciMediaTypes.IMAGE_INDEX, ImageBuilder.json(listed.self()))
            .getBytes(StandardCharsets.UTF_8);
    client.pushManifest(
        REPOSITORY,
        new ManifestKey.ByDigest(Digest.sha256(index)),
        OciMediaTypes.IMAGE_INDEX,
        index);
    return Descriptor.of(OciMediaTypes.IMAGE_INDEX, index);
  }
}
