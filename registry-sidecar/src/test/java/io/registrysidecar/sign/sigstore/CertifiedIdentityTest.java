package io.registrysidecar.sign.sigstore;

import static io.registrysidecar.sign.sigstore.CertifiedBundles.ENVELOPE;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.LEAF;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.RULE;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.SIGNED;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.assertUntrusted;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.entry;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.verify;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.sign.Verification;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom a certificate names, and whom the operator trusts. */
class CertifiedIdentityTest {

  @Test
  void withoutIdentitiesNobodyIsTrusted() throws Exception {
    assertUntrusted(
        verify(TestInstance.bundle(ENVELOPE, LEAF, entry(SIGNED)), List.of()),
        "does not trust this identity");
  }

  @Test
  void issuerAndSubjectMustBothFit() throws Exception {
    ObjectNode bundle = TestInstance.bundle(ENVELOPE, LEAF, entry(SIGNED));
    NameMatch other = NameMatch.exactly("https://other.example");

    assertUntrusted(
        verify(bundle, List.of(new IdentityRule(other, RULE.subject()))), "this identity");
    assertUntrusted(
        verify(bundle, List.of(new IdentityRule(RULE.issuer(), other))), "this identity");
  }

  @Test
  void anExpressionMustMatchTheWholeName() throws Exception {
    ObjectNode bundle = TestInstance.bundle(ENVELOPE, LEAF, entry(SIGNED));

    assertThat(verify(bundle, List.of(subject("https://ci\\.example/team/[^/]+/.*"))))
        .extracting(Attested::verification)
        .isInstanceOf(Verification.Trusted.class);
    assertUntrusted(
        verify(bundle, List.of(subject("https://ci\\.example/team/app"))), "this identity");
    assertUntrusted(verify(bundle, List.of(subject("build\\.yml"))), "this identity");
  }

  private static IdentityRule subject(String expression) {
    return new IdentityRule(RULE.issuer(), NameMatch.expression(expression));
  }
}
