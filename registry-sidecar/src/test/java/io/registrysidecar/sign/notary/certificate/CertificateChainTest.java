package io.registrysidecar.sign.notary.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.registrysidecar.sign.notary.certificate.CertificateChain.Purpose;
import io.registrysidecar.sign.notary.certificate.TestCertificate.Issued;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateChainTest {

  private static final String LEAF = "C=DE, ST=BE, O=team, CN=leaf";
  private static final Issued ROOT = TestCertificate.authority("O=team, CN=root", null).issue();
  private static final Issued BETWEEN =
      TestCertificate.authority("O=team, CN=between", ROOT).issue();

  @ParameterizedTest
  @CsvSource({
    "secp256r1, ES256",
    "secp384r1, ES384",
    "secp521r1, ES512",
    "2048, PS256",
    "3072, PS384",
    "4096, PS512"
  })
  void theKeyOfTheLeafDecidesTheAlgorithm(String key, String algorithm) throws Exception {
    Issued leaf = TestCertificate.leaf(LEAF, ROOT).key(key).issue();

    assertThat(chain(leaf, ROOT).algorithm().jws()).isEqualTo(algorithm);
  }

  @Test
  void aLeafMayBeFarFromTheRootOrAlone() throws Exception {
    Issued leaf = TestCertificate.leaf(LEAF, BETWEEN).issue();
    Issued alone = TestCertificate.leaf(LEAF, null).issue();

    assertThat(chain(leaf, BETWEEN, ROOT).leaf()).isEqualTo(leaf.certificate());
    assertThat(chain(alone).certificates()).containsExactly(alone.certificate());
  }

  @Test
  void anAuthorityMayBeSignedByWayOfPss() throws Exception {
    Issued root = pss("SHA-256");
    Issued leaf = TestCertificate.leaf(LEAF, root).issue();

    assertThat(chain(leaf, root).leaf()).isEqualTo(leaf.certificate());
  }

  @Test
  void nonRepudiationAnyPurposeAndNoPurposeAreTolerated() throws Exception {
    int usage = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;

    chain(leaf().with(Extension.keyUsage, true, new KeyUsage(usage)).issue(), ROOT);
    chain(leaf().without(Extension.extendedKeyUsage).issue(), ROOT);
    chain(leaf().with(Extension.extendedKeyUsage, false, any()).issue(), ROOT);
    chain(leaf().without(Extension.basicConstraints).issue(), ROOT);
  }

  @Test
  void theTimeIsThatOfAllCertificates() throws Exception {
    Issued root =
        TestCertificate.authority("O=team, CN=short root", null)
            .valid(TestCertificate.NOW, TestCertificate.NOW.plusSeconds(60))
            .issue();
    CertificateChain chain = chain(TestCertificate.leaf(LEAF, root).issue(), root);

    assertThat(chain.notValid(TestCertificate.NOW, TestCertificate.NOW.plusSeconds(60))).isEmpty();
    assertThat(chain.notValid(TestCertificate.NOW.minusSeconds(1), TestCertificate.NOW))
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("short root", "not valid before"));
    assertThat(chain.notValid(TestCertificate.NOW, TestCertificate.NOW.plusSeconds(61)))
        .hasValueSatisfying(reason -> assertThat(reason).contains("short root", "not valid after"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void threat09AChainThatBreaksARuleIsRefused(String rule, List<Issued> chain) {
    assertThatThrownBy(() -> chain(chain.toArray(Issued[]::new)))
        .isInstanceOf(CertificateRefused.class)
        .hasMessageContaining(rule);
  }

  static Stream<Arguments> broken() {
    Issued leaf = leaf().issue();
    Issued alone = TestCertificate.leaf(LEAF, null).issue();
    Issued impostor = TestCertificate.authority("O=team, CN=root", null).key("secp384r1").issue();
    Issued below =
        TestCertificate.leaf(LEAF, TestCertificate.authority("CN=low", BETWEEN).issue()).issue();
    return Stream.of(
        arguments("a chain of 0 certificates", List.of()),
        arguments(
            "a chain of 11 certificates", IntStream.range(0, 11).mapToObj(_ -> leaf).toList()),
        arguments("ends the chain but is not self-signed", List.of(leaf)),
        arguments("is a certificate authority", List.of(ROOT, leaf)),
        arguments("is not issued by", List.of(leaf, BETWEEN, ROOT)),
        arguments("is not issued by", List.of(leaf, impostor)),
        arguments("is not issued by", List.of(below, BETWEEN, ROOT)),
        arguments("is self-signed but not the last", List.of(leaf, ROOT, ROOT)),
        arguments("issued a certificate but is not a certificate authority", List.of(alone, alone)),
        arguments("is signed with SHA1withECDSA", under(leaf().signedWith("SHA1withECDSA"))),
        arguments("is signed with SHA1withECDSA", below(root().signedWith("SHA1withECDSA"))),
        arguments("is signed with SHA1withRSA", below(rsa("SHA1withRSA"))),
        arguments("is signed with RSASSA-PSS", List.of(leaf, pss("SHA-1"))),
        arguments("is signed with RSASSA-PSS", List.of(leaf, pss(""))),
        arguments("is signed with Ed25519", below(root().key("Ed25519").signedWith("Ed25519"))),
        arguments("a key of this kind (RSA)", under(leaf().key("1024"))),
        arguments("a key of this kind (RSA)", under(leaf().key("2056"))),
        arguments("a key of this kind (EdDSA)", under(leaf().key("Ed25519"))),
        arguments("has a key that is not RSA of 2048", below(root().key("1024"))),
        arguments("needs a critical key usage", under(leaf().without(Extension.keyUsage))),
        arguments(
            "needs a critical key usage",
            under(leaf().with(Extension.keyUsage, false, usage(KeyUsage.digitalSignature)))),
        arguments("without digitalSignature", under(usage(leaf(), KeyUsage.nonRepudiation))),
        arguments("keyEncipherment", under(signing(KeyUsage.keyEncipherment))),
        arguments("dataEncipherment", under(signing(KeyUsage.dataEncipherment))),
        arguments("keyAgreement", under(signing(KeyUsage.keyAgreement))),
        arguments("keyCertSign", under(signing(KeyUsage.keyCertSign))),
        arguments("cRLSign", under(signing(KeyUsage.cRLSign))),
        arguments("encipherOnly", under(signing(KeyUsage.encipherOnly))),
        arguments("decipherOnly", under(signing(KeyUsage.decipherOnly))),
        arguments("serverAuth", under(purpose(KeyPurposeId.id_kp_serverAuth))),
        arguments("clientAuth", under(purpose(KeyPurposeId.id_kp_clientAuth))),
        arguments("emailProtection", under(purpose(KeyPurposeId.id_kp_emailProtection))),
        arguments("timeStamping", under(purpose(KeyPurposeId.id_kp_timeStamping))),
        arguments("OCSPSigning", under(purpose(KeyPurposeId.id_kp_OCSPSigning))),
        arguments(
            "critical extension that is not known",
            under(leaf().with(new ASN1ObjectIdentifier("1.2.3.4"), true, DERNull.INSTANCE))),
        arguments(
            "is not a certificate authority", below(root().without(Extension.basicConstraints))),
        arguments(
            "basic constraints that are not critical",
            below(root().with(Extension.basicConstraints, false, new BasicConstraints(true)))),
        arguments(
            "allows 0 authorities below it, and there are 1",
            twoBelow(root().with(Extension.basicConstraints, true, new BasicConstraints(0)))),
        arguments("without the key usage keyCertSign", below(usage(root(), KeyUsage.cRLSign))),
        arguments("needs a critical key usage", below(root().without(Extension.keyUsage))));
  }

  @Test
  void aTimeStampingLeafHasThatPurposeAloneAndCritical() throws Exception {
    Issued good = TestCertificate.timestamping("CN=tsa", ROOT).issue();
    CertificateChain.of(List.of(good.certificate(), ROOT.certificate()), Purpose.TIME_STAMPING);

    for (TestCertificate bad :
        List.of(
            leaf(),
            leaf().without(Extension.extendedKeyUsage),
            purpose(KeyPurposeId.id_kp_timeStamping),
            TestCertificate.timestamping("CN=tsa", ROOT)
                .with(Extension.extendedKeyUsage, true, any()))) {
      List<X509Certificate> chain = List.of(bad.issue().certificate(), ROOT.certificate());
      assertThatThrownBy(() -> CertificateChain.of(chain, Purpose.TIME_STAMPING))
          .hasMessageContaining("needs a critical extended key usage of timeStamping alone");
    }
  }

  private static CertificateChain chain(Issued... chain) throws CertificateRefused {
    return CertificateChain.of(
        Stream.of(chain).map(Issued::certificate).toList(), Purpose.CODE_SIGNING);
  }

  private static TestCertificate leaf() {
    return TestCertificate.leaf(LEAF, ROOT);
  }

  private static TestCertificate root() {
    return TestCertificate.authority("O=team, CN=other root", null);
  }

  private static List<Issued> under(TestCertificate leaf) {
    return List.of(leaf.issue(), ROOT);
  }

  private static List<Issued> below(TestCertificate root) {
    Issued issued = root.issue();
    return List.of(TestCertificate.leaf(LEAF, issued).signedWith(by(issued)).issue(), issued);
  }

  private static TestCertificate rsa(String signature) {
    return root().key("2048").signedWith(signature);
  }

  private static Issued pss(String hash) {
    return root().key("2048").issue(new PssSigner(root().key("2048").issue().keys(), hash));
  }

  private static List<Issued> twoBelow(TestCertificate root) {
    Issued issued = root.issue();
    Issued between = TestCertificate.authority("CN=middle", issued).issue();
    return List.of(TestCertificate.leaf(LEAF, between).issue(), between, issued);
  }

  private static String by(Issued issuer) {
    return switch (issuer.keys().getPublic().getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> "Ed25519";
    };
  }

  private static KeyUsage usage(int bits) {
    return new KeyUsage(bits);
  }

  private static TestCertificate usage(TestCertificate certificate, int bits) {
    return certificate.with(Extension.keyUsage, true, usage(bits));
  }

  private static TestCertificate signing(int more) {
    return usage(leaf(), KeyUsage.digitalSignature | more);
  }

  private static TestCertificate purpose(KeyPurposeId purpose) {
    return leaf().with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
  }

  private static ExtendedKeyUsage any() {
    return new ExtendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage);
  }
}
