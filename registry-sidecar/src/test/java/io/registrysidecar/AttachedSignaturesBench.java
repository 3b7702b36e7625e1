package io.registrysidecar;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.config.TrustSettings;
import io.registrysidecar.config.TrustSettings.Signers;
import io.registrysidecar.demo.InMemoryRegistry;
import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.demo.RegistryOptions;
import io.registrysidecar.demo.RegistryRequest;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.RegistryImageSource;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
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
import io.registrysidecar.testing.SigningKeys;
import io.registrysidecar.testing.TestImage;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An image in a registry that may fail, and those who sign it. */
abstract class AttachedSignaturesBench {

  static final RepositoryName REPOSITORY = new RepositoryName("team/app");
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);

  final TestImage image = TestImage.image().platform("linux", "amd64").build();
  final List<RegistryRequest> requests = new CopyOnWriteArrayList<>();
  final Vertx vertx = Vertx.vertx();

  @TempDir Path directory;

  volatile Predicate<RegistryRequest> broken = _ -> false;
  volatile int status = 503;
  InMemoryRegistry registry;
  DistributionClient client;
  KeyRing release;
  Path trusted;

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

  List<SignedStatement> found() throws Exception {
    return found(Optional.empty());
  }

  List<SignedStatement> found(Optional<Digest> index) throws Exception {
    Signatures signatures = lookup().of(source(), name(), image.self(), index);
    assertThat(signatures).isInstanceOf(Signatures.Checked.class);
    return ((Signatures.Checked) signatures).found();
  }

  AttachedSignatures lookup() throws Exception {
    return new AttachedSignatures(trust(), CLOCK);
  }

  WatchedTrust trust() throws Exception {
    return trust(List.of());
  }

  WatchedTrust trust(List<Path> builders) throws Exception {
    var nobody = new Signers(List.of(), List.of());
    return WatchedTrust.of(
        new TrustSettings(
            new Signers(List.of(trusted), List.of()),
            nobody,
            new Signers(builders, List.of()),
            null,
            null,
            null),
        ring("ours"),
        CLOCK);
  }

  ImageSource source() throws Exception {
    return new RegistryImageSource(client, Reference.parse(name() + "@" + image.self().digest()));
  }

  String name() {
    return client.host() + "/" + REPOSITORY;
  }

  void sign(Descriptor object, ImageSigner.Form form) throws Exception {
    new ImageSigner(client, release.signer(KeyRole.RELEASE), "test/1")
        .sign(new Subject(client.host(), REPOSITORY, object), form, null, CLOCK.instant());
  }

  KeyRing ring(String name) {
    return SigningKeys.in(directory.resolve(name), CLOCK);
  }

  static void write(Path file, KeyRing ring) throws Exception {
    Files.writeString(file, PublicKeys.pem(ring.signer(KeyRole.RELEASE).publicKey()));
  }

  void push(TestImage pushed) throws Exception {
    for (byte[] blob : pushed.blobs().values()) {
      client.pushBlob(REPOSITORY, blob);
    }
    client.pushManifest(
        REPOSITORY,
        new ManifestKey.ByDigest(pushed.self().digest()),
        pushed.self().mediaType(),
        pushed.manifest());
  }
}
