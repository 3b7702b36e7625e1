package io.registrysidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.config.TrustSettings;
import io.registrysidecar.config.TrustSettings.Signers;
import io.registrysidecar.demo.InMemoryRegistry;
import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.demo.RegistryOptions;
import io.registrysidecar.demo.RegistryRequest;
import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.LocalImages;
import io.registrysidecar.image.RegistryImageSource;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.DistributionClients;
import io.registrysidecar.oci.client.RegistryAccess;
import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.policy.Signatures;
import io.registrysidecar.policy.SignedStatement;
import io.registrysidecar.publish.ImageSigner;
import io.registrysidecar.publish.Subject;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.key.PublicKeys;
import io.registrysidecar.testing.ImageBuilder;
import io.registrysidecar.testing.Layouts;
import io.registrysidecar.testing.SigningKeys;
import io.registrysidecar.testing.TestImage;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who signed an image, as verdicts hear of it: in a registry, with all that can go wrong there. */
class AttachedSignaturesTest {

  private static final RepositoryName REPOSITORY = new RepositoryName("team/app");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);

  private final TestImage image = TestImage.image().platform("linux", "amd64").build();
  private final List<RegistryRequest> requests = new CopyOnWriteArrayList<>();
  private final Vertx vertx = Vertx.vertx();

  @TempDir Path directory;

  private volatile Predicate<RegistryRequest> broken = _ -> false;
  private volatile int status = 503;
  private InMemoryRegistry registry;
  private DistributionClient client;
  private KeyRing release;
  private Path trusted;

  @BeforeEach
  void open() throws Exception {
    registry =
        InMemoryRegistry.start(
            vertx,
            RegistryOptions.DEFAULT.with((request, answers, response) -> {
              requests.add(request);
              (broken.test(request)
                      ? RegistryAnswer.error(status, "BROKEN", "as the test wants it")
                      : answers.apply(request))
                  .writeTo(request, response);
            }));
    client =
        new DistributionClients(vertx, "test", SubjectLock.inProcess())
            .open(RegistryAccess.of(registry.url()));
    release = ring("theirs");
    trusted = directory.resolve("alice.pub");
    write(trusted, release);
    push(image);
  }

  @AfterEach
  void close() {
    client.close();
    registry.close();
    vertx.close().await();
  }

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
  void ourOwnKeyForScanResultsCountsNothing() throws Exception {
    Subject subject = new Subject(client.host(), REPOSITORY, image.self());
    var ours = ring("ours");
    new ImageSigner(client, ours.signer(KeyRole.ATTESTATION), "test/1")
        .sign(subject, ImageSigner.Form.BUNDLE, null, CLOCK.instant());

    assertThat(found()).isEmpty();
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
  void whoIsTrustedMayChangeMeanwhile() throws Exception {
    sign(image.self(), ImageSigner.Form.BUNDLE);
    WatchedTrust trust = trust();
    var lookup = new AttachedSignatures(trust, CLOCK);
    String before = lookup.fingerprint();
    trust.run();
    assertThat(lookup.fingerprint()).isEqualTo(before);

    write(trusted, ring("another"));
    trust.run();

    assertThat(lookup.fingerprint()).isNotEqualTo(before);
    assertThat(lookup.of(source(), name(), image.self(), Optional.empty()))
        .isEqualTo(new Signatures.Checked(List.of()));
  }

  @Test
  void aKeyThatCannotBeUsedAnyMoreMakesItUnknownUntilItIsMended() throws Exception {
    sign(image.self(), ImageSigner.Form.BUNDLE);
    WatchedTrust trust = trust();
    var lookup = new AttachedSignatures(trust, CLOCK);
    String before = lookup.fingerprint();

    Files.writeString(trusted, "no key");
    trust.run();

    assertThat(lookup.fingerprint()).isNotEqualTo(before);
    assertThat(lookup.of(source(), name(), image.self(), Optional.empty()))
        .isInstanceOfSatisfying(
            Signatures.Unchecked.class,
            unchecked -> assertThat(unchecked.why()).contains("trust.release-keys"));

    write(trusted, release);
    trust.run();
    assertThat(lookup.fingerprint()).isEqualTo(before);
    assertThat(lookup.of(source(), name(), image.self(), Optional.empty()))
        .isInstanceOf(Signatures.Checked.class);
  }

  @Test
  void aLookAtAnUnsignedImageTakesThreeRequests() throws Exception {
    requests.clear();

    look();

    assertThat(requests).hasSize(3);
  }

  private List<SignedStatement> found() throws Exception {
    return found(Optional.empty());
  }

  private List<SignedStatement> found(Optional<Digest> index) throws Exception {
    Signatures signatures = lookup().of(source(), name(), image.self(), index);
    assertThat(signatures).isInstanceOf(Signatures.Checked.class);
    return ((Signatures.Checked) signatures).found();
  }

  private Signatures look() throws Exception {
    return lookup().of(source(), name(), image.self(), Optional.empty());
  }

  private AttachedSignatures lookup() throws Exception {
    return new AttachedSignatures(trust(), CLOCK);
  }

  private WatchedTrust trust() throws Exception {
    var nobody = new Signers(List.of(), List.of());
    return WatchedTrust.of(
        new TrustSettings(
            new Signers(List.of(trusted), List.of()), nobody, nobody, null, null, null),
        ring("ours"),
        CLOCK);
  }

  private ImageSource source() throws Exception {
    return new RegistryImageSource(client, Reference.parse(name() + "@" + image.self().digest()));
  }

  private String name() {
    return client.host() + "/" + REPOSITORY;
  }

  private void sign(Descriptor object, ImageSigner.Form form) throws Exception {
    new ImageSigner(client, release.signer(KeyRole.RELEASE), "test/1")
        .sign(new Subject(client.host(), REPOSITORY, object), form, null, CLOCK.instant());
  }

  private KeyRing ring(String name) {
    return SigningKeys.in(directory.resolve(name), CLOCK);
  }

  private static void write(Path file, KeyRing ring) throws Exception {
    Files.writeString(file, PublicKeys.pem(ring.signer(KeyRole.RELEASE).publicKey()));
  }

  private void push(TestImage pushed) throws Exception {
    for (byte[] blob : pushed.blobs().values()) {
      client.pushBlob(REPOSITORY, blob);
    }
    client.pushManifest(
        REPOSITORY,
        new ManifestKey.ByDigest(pushed.self().digest()),
        pushed.self().mediaType(),
        pushed.manifest());
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
