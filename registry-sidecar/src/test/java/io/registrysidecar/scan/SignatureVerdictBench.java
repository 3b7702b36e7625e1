package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.TestImage.image;

import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageFailure;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.policy.Signatures;
import io.registrysidecar.policy.SignedStatement;
import io.registrysidecar.publish.ResultSigning;
import io.registrysidecar.publish.SigningFormat;
import io.registrysidecar.schema.SignatureInfo;
import io.registrysidecar.schema.Verdict;
import io.registrysidecar.testing.SigningKeys;
import io.registrysidecar.testing.TestImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A service whose policy asks who signed an image, and a registry where somebody does. */
abstract class SignatureVerdictBench {

  static final String RELEASED = "  - {id: released, signature: {role: release}}\n";
  static final String VERDICT = "https://slsa.dev/verification_summary/v1";
  static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  final TestImage openssl = image().layer(debian(12), dpkg("openssl", "3.0.11-1~deb12u2")).build();
  final TestImage curl = image().layer(debian(12), dpkg("curl", "7.88.1-10")).build();
  final Signers signers = new Signers();

  @TempDir Path directory;

  Workbench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(directory.resolve("state"), true);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  void judgeBy(String rules) throws Exception {
    var keys = SigningKeys.in(directory.resolve("keys"), bench.time);
    bench.sign(
        new ResultSigning(keys, SigningFormat.AUTO, "test/1", bench.time),
        bench.policy(rules),
        signers);
  }

  Verdict published(Digest image) throws Exception {
    return bench.report(image).verdict();
  }

  boolean attests(Digest image, String predicateType) throws Exception {
    return bench.client.referrers(Workbench.REPOSITORY, image, BUNDLE).stream()
        .anyMatch(bundle ->
            predicateType.equals(bundle.annotations().get("dev.sigstore.bundle.predicateType")));
  }

  /** Whom a test lets sign. */
  static final class Signers implements SignatureLookup {
    private final Map<Digest, List<SignedStatement>> signed = new ConcurrentHashMap<>();
    final List<Digest> asked = new CopyOnWriteArrayList<>();
    @Nullable RegistryFailure failure;
    @Nullable String unchecked;
    String trusted = "some";
    List<SignatureInfo> kept = List.of();

    void sign(Digest image) {
      add(image, new SignedStatement("alice", Set.of("release"), "", null, null, Map.of()));
    }

    void provenance(Digest image, String builder) {
      add(
          image,
          new SignedStatement(
              "ci", Set.of("builder"), "https://slsa.dev/provenance/v1", builder, null, Map.of()));
    }

    void unsign(Digest image) {
      signed.remove(image);
    }

    private void add(Digest image, SignedStatement statement) {
      signed.computeIfAbsent(image, _ -> new ArrayList<>()).add(statement);
    }

    @Override
    public Signatures of(
        ImageSource source, String repository, Descriptor image, Optional<Digest> index)
        throws ImageException {
      asked.add(image.digest());
      if (failure != null) {
        throw new ImageException(new ImageFailure.Registry(failure));
      }
      if (unchecked != null) {
        return new Signatures.Unchecked(unchecked);
      }
      List<SignedStatement> found = new ArrayList<>(signed.getOrDefault(image.digest(), List.of()));
      index.ifPresent(listing -> found.addAll(signed.getOrDefault(listing, List.of())));
      return new Signatures.Checked(found, kept);
    }

    @Override
    public String fingerprint() {
      return trusted;
    }
  }
}
