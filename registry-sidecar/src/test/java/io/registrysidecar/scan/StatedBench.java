package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.vex.OpenVexSchema;
import io.registrysidecar.advisory.vex.VexDocument;
import io.registrysidecar.advisory.vex.VexMark;
import io.registrysidecar.advisory.vex.VexReader;
import io.registrysidecar.advisory.vex.VexStatus;
import io.registrysidecar.job.Outcome;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.publish.ResultSigning;
import io.registrysidecar.publish.SigningFormat;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.sigstore.SigstoreVerifier;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.StoredVex;
import io.registrysidecar.store.VexScope;
import io.registrysidecar.testing.SigningKeys;
import io.registrysidecar.testing.TestImage;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A service where operators say something of the vulnerability of one package. */
abstract class StatedBench {

  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
  static final String OPENVEX = "https://openvex.dev/ns";
  private static final String PREDICATE_TYPE = "dev.sigstore.bundle.predicateType";
  static final String OPENSSL = "CVE-2026-openssl";

  @TempDir Path directory;

  Workbench bench;
  private KeyRing keys;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(directory.resolve("state"), true);
    keys = SigningKeys.in(directory.resolve("keys"), bench.time);
    bench.sign(signing(), Judge.NO_POLICY, vex());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  ResultSigning signing() {
    return new ResultSigning(keys, SigningFormat.AUTO, "test/1", bench.time);
  }

  /** Even where our own key is named as an author's. */
  VexSources vex() throws Exception {
    return believing(SigningKeys.trusting("ours", ours(), bench.time));
  }

  VexSources believing(SigstoreVerifier authors) {
    return new VexSources(
        List.of(), Optional.empty(), Optional.of(authors), true, signing()::isOwn);
  }

  private PublicKey ours() throws Exception {
    return keys.signer(KeyRole.ATTESTATION).publicKey();
  }

  static TestImage openssl(String architecture) {
    return image()
        .platform("linux", architecture)
        .layer(debian(12), dpkg("openssl", "3.0.11-1~deb12u2"), dpkg("bash", "5-" + architecture))
        .build();
  }

  Digest scanned() throws Exception {
    Digest image = bench.push(openssl("amd64"), "1.0");
    assertThat(bench.scan(image)).isEqualTo(new Outcome.Done());
    bench.time.pass(Duration.ofMinutes(1));
    return image;
  }

  StoredVex state(@Nullable Digest image, VexStatus status, @Nullable Instant expires) {
    var mark =
        new VexMark(
            OPENSSL,
            null,
            status,
            status == VexStatus.NOT_AFFECTED ? "vulnerable_code_not_present" : null,
            null,
            status == VexStatus.AFFECTED ? "Wait." : null,
            "Ada",
            expires);
    return bench
        .store()
        .vex()
        .add(new VexScope("main", Workbench.REPOSITORY, image), mark, "alice", bench.time.instant())
        .orElseThrow();
  }

  /** As the service does from time to time, and what that queues is done. */
  List<Outcome> settle() throws Exception {
    bench.service().tellStatements();
    List<Outcome> outcomes = bench.runQueue();
    bench.time.pass(Duration.ofMinutes(1));
    return outcomes;
  }

  FindingInfo finding(Digest image) throws Exception {
    return bench.report(image).findings().getFirst();
  }

  List<Descriptor> documents(Digest image) throws Exception {
    return bench.client.referrers(Workbench.REPOSITORY, image, BUNDLE).stream()
        .filter(bundle -> OPENVEX.equals(bundle.annotations().get(PREDICATE_TYPE)))
        .toList();
  }

  VexDocument document(Digest image) throws Exception {
    assertThat(documents(image)).hasSize(1);
    Statement statement = bench.statement(image, documents(image).getFirst(), ours());
    assertThat(statement.isAbout(image)).isTrue();
    OpenVexSchema.assertValid(statement.predicate().toString());
    return VexReader.read(BoundedJson.write(statement.predicate()), "test");
  }

  ImageKey key(Digest image) {
    return new ImageKey("main", Workbench.REPOSITORY, image);
  }
}
