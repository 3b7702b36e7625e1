package io.registrysidecar.sign.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.sign.notary.certificate.CertificateChain;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The certificates meet the "Certificate Requirements" of the Notary Project. */
class NotaryChainTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final NotaryChain.Subject SUBJECT =
      new NotaryChain.Subject("DE", "BE", "Example, Inc", "scan results");
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int CERTIFICATE_SIGN = 5;

  private final SecureRandom random = new SecureRandom();
  private KeyPair rootPair;
  private X509Certificate root;

  @BeforeEach
  void makeRoot() {
    rootPair = KeyPairs.generate(KeyAlgorithm.EC_P256, random);
    root = NotaryChain.root(rootPair, SUBJECT, NOW, random);
  }

  private X509Certificate leaf(KeyAlgorithm algorithm, Instant now) {
    return NotaryChain.leaf(
        root,
        rootPair.getPrivate(),
        KeyPairs.generate(algorithm, random).getPublic(),
        SUBJECT,
        now,
        random);
  }

  @Test
  void theRootIsAnAuthorityThatCertifiesItself() throws Exception {
    root.verify(root.getPublicKey());

    assertThat(root.getSubjectX500Principal()).isEqualTo(root.getIssuerX500Principal());
    assertThat(root.getBasicConstraints()).isZero();
    assertThat(root.getCriticalExtensionOIDs()).contains("2.5.29.19", "2.5.29.15");
    assertThat(usages(root)).containsExactly(CERTIFICATE_SIGN);
    assertThat(Duration.between(NOW, root.getNotAfter().toInstant()))
        .isEqualTo(Duration.ofDays(3653));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RSA_3072", "RSA_4096"}) // slow to make
  void aLeafSignsCodeAndNothingElse(KeyAlgorithm algorithm) throws Exception {
    X509Certificate leaf = leaf(algorithm, NOW);
    leaf.verify(root.getPublicKey());

    assertThat(leaf.getIssuerX500Principal()).isEqualTo(root.getSubjectX500Principal());
    assertThat(leaf.getSubjectX500Principal()).isNotEqualTo(root.getSubjectX500Principal());
    assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    assertThat(leaf.getCriticalExtensionOIDs()).contains("2.5.29.15");
    assertThat(usages(leaf)).containsExactly(DIGITAL_SIGNATURE);
    assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.3");
    assertThat(leaf.getSigAlgName()).isEqualTo("SHA256withECDSA");
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RSA_3072", "RSA_4096"}) // slow to make
  void ourOwnVerifierAcceptsTheChain(KeyAlgorithm algorithm) throws Exception {
    List<X509Certificate> chain = List.of(leaf(algorithm, NOW), root);

    assertThat(CertificateChain.of(chain, CertificateChain.Purpose.CODE_SIGNING).algorithm())
        .isEqualTo(algorithm);
  }

  @Test
  void theSubjectHasWhatTrustPoliciesNeed() {
    assertThat(leaf(KeyAlgorithm.EC_P256, NOW).getSubjectX500Principal().getName("RFC1779"))
        .startsWith("CN=registry-sidecar ")
        .endsWith("OU=scan results, O=\"Example, Inc\", ST=BE, C=DE");
  }

  @Test
  void itIsValidForVerifiersWhoseClockIsBehind() throws Exception {
    leaf(KeyAlgorithm.EC_P256, NOW)
        .checkValidity(java.util.Date.from(NOW.minus(Duration.ofMinutes(5))));
  }

  @Test
  void aLeafIsRenewedAfterTwoThirdsOfItsLife() {
    X509Certificate leaf = leaf(KeyAlgorithm.EC_P256, NOW);

    assertThat(NotaryChain.isDue(leaf, NOW.plus(Duration.ofDays(243)))).isFalse();
    assertThat(NotaryChain.isDue(leaf, NOW.plus(Duration.ofDays(244)))).isTrue();
  }

  @Test
  void aLeafDoesNotOutliveItsRoot() {
    X509Certificate leaf = leaf(KeyAlgorithm.EC_P256, NOW.plus(Duration.ofDays(3600)));

    assertThat(leaf.getNotAfter()).isEqualTo(root.getNotAfter());
  }

  private static List<Integer> usages(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    return java.util.stream.IntStream.range(0, usage.length).filter(i -> usage[i]).boxed().toList();
  }
}
