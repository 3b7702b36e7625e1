package io.registrysidecar.sign.sigstore;

import static io.registrysidecar.sign.sigstore.TestInstance.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.SigningFailure;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.Statement;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Bundles with a short-lived certificate, of an instance that is made here, and what a verifier
 * says of them.
 */
final class CertifiedBundles {

  static final Digest IMAGE = Digest.sha256(new byte[] {1});
  static final String ISSUER = "https://ci.example";
  static final String WORKFLOW = "https://ci.example/team/app/build.yml@main";
  static final Instant SIGNED = NOW.minus(Duration.ofDays(2));

  static final TestInstance SIGSTORE = new TestInstance();
  static final TestSigner HOLDER = TestSigner.fresh();
  static final X509Certificate LEAF =
      SIGSTORE.authority.issue(HOLDER, WORKFLOW, ISSUER, SIGNED.minusSeconds(5));
  static final Envelope ENVELOPE = envelope(IMAGE);
  static final IdentityRule RULE =
      new IdentityRule(NameMatch.exactly(ISSUER), NameMatch.exactly(WORKFLOW));

  private CertifiedBundles() {}

  static ObjectNode entry(Instant at) {
    return entry(LEAF, at);
  }

  static ObjectNode entry(X509Certificate certificate, Instant at) {
    byte[] body = TestInstance.dsseBody(ENVELOPE, TestInstance.pem(certificate));
    return SIGSTORE.entry("dsse", body, at);
  }

  static Envelope envelope(Digest image) {
    ObjectNode predicate = JsonNodeFactory.instance.objectNode();
    try {
      return Envelope.sign(HOLDER, Statement.of("app", image, "https://example/p", predicate));
    } catch (SigningFailure e) {
      throw new AssertionError(e);
    }
  }

  static Attested verify(ObjectNode bundle) throws Exception {
    return verify(bundle, List.of(RULE));
  }

  static Attested verify(ObjectNode bundle, List<IdentityRule> rules) throws Exception {
    return verify(bundle, SIGSTORE.trustedRoot(), rules);
  }

  static Attested verify(ObjectNode bundle, TrustedRoot root, List<IdentityRule> rules) {
    byte[] bytes = BoundedJson.write(bundle);
    return verifier(root, rules).bundle(Descriptor.of(Bundle.MEDIA_TYPE, bytes), bytes, IMAGE);
  }

  static SigstoreVerifier verifier() throws Exception {
    return verifier(SIGSTORE.trustedRoot(), List.of(RULE));
  }

  static SigstoreVerifier verifier(TrustedRoot root, List<IdentityRule> rules) {
    return new SigstoreVerifier(new SigstoreTrust(TrustedKeys.NONE, root, rules), () -> NOW);
  }

  static void assertUntrusted(Attested attested, String reason) {
    assertThat(attested.verification()).isInstanceOf(Verification.Untrusted.class);
    assertThat(attested.verification().detail()).contains(reason);
    assertThat(attested.statement()).isEmpty();
  }

  static void assertInvalid(Attested attested, String reason) {
    assertThat(attested.verification()).isInstanceOf(Verification.Invalid.class);
    assertThat(attested.verification().detail()).contains(reason);
    assertThat(attested.statement()).isEmpty();
  }
}
