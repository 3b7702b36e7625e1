package io.registrysidecar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.registrysidecar.audit.Trust;
import io.registrysidecar.policy.Signatures;
import io.registrysidecar.publish.ImageSigner;
import io.registrysidecar.publish.Subject;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.sigstore.Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose signatures count, while the trusted files change. */
class AttachedSignersTest extends AttachedSignaturesBench {

  @Test
  void ourOwnKeyForScanResultsCountsNothing() throws Exception {
    Subject subject = new Subject(client.host(), REPOSITORY, image.self());
    var ours = ring("ours");
    new ImageSigner(client, ours.signer(KeyRole.ATTESTATION), "test/1")
        .sign(subject, ImageSigner.Form.BUNDLE, null, CLOCK.instant());

    assertThat(found()).isEmpty();
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
  void whoIsBelievedToHaveBuiltAnImageIsReadAgainAsWell() throws Exception {
    KeyRing builder = ring("builder");
    Path key = directory.resolve("ci.pub");
    write(key, ring("somebody"));
    byte[] bundle =
        Bundle.of(
                builder.signer(KeyRole.RELEASE),
                Statement.of(
                    "app",
                    image.self().digest(),
                    "https://slsa.dev/provenance/v1",
                    JsonNodeFactory.instance.objectNode()))
            .toBytes();
    WatchedTrust trust = trust(List.of(key));
    Trust provenance = new ProvenanceTrust(trust::now);
    assertThat(provenance.ofStatement(bundle, image.self().digest()))
        .containsInstanceOf(Verification.Untrusted.class);

    write(key, builder);
    trust.run();
    assertThat(provenance.ofStatement(bundle, image.self().digest()))
        .contains(new Verification.Trusted("key ci", List.of()));

    Files.writeString(key, "no key");
    trust.run();
    assertThat(provenance.ofStatement(bundle, image.self().digest()))
        .as("nobody knows whom to believe")
        .isEmpty();
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
}
