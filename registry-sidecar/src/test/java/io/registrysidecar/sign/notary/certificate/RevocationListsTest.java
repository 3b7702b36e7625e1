package io.registrysidecar.sign.notary.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.sign.notary.certificate.CertificateChain.Purpose;
import io.registrysidecar.sign.notary.certificate.TestCertificate.Issued;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevocationListsTest {

  private static final Instant NOW = TestCertificate.NOW;
  private static final Issued ROOT = TestCertificate.authority("CN=crl root", null).issue();
  private static final Issued LEAF =
      TestCertificate.leaf("CN=leaf", ROOT)
          .with(Extension.cRLDistributionPoints, false, new BasicConstraints(false))
          .issue();
  private static final Issued OTHER = TestCertificate.leaf("CN=other", ROOT).issue();

  @TempDir Path directory;

  @Test
  void aRevokedCertificateIsNamedWithTheDayAndOthersAreGood() throws Exception {
    Files.write(directory.resolve("a.crl"), list(ROOT, OTHER, NOW.minusSeconds(60)));
    RevocationLists lists = RevocationLists.inDirectory(directory);

    assertThat(lists.statusOf(OTHER.certificate(), ROOT.certificate(), NOW))
        .isInstanceOfSatisfying(
            RevocationStatus.Revoked.class,
            revoked -> assertThat(revoked.detail()).contains("CN=other", "2026-11-22T11:59:00Z"));
    assertThat(status(lists, NOW)).isEqualTo(new RevocationStatus.Good());
  }

  @Test
  void aListThatIsTooOldOrNotYetValidSaysNothingButThatSomethingWasRevoked() throws Exception {
    RevocationLists lists = RevocationLists.of(List.of(list(ROOT, OTHER, NOW.minusSeconds(60))));
    Instant later = NOW.plus(Duration.ofDays(2));

    assertThat(status(lists, later))
        .isInstanceOfSatisfying(
            RevocationStatus.Unknown.class,
            unknown ->
                assertThat(unknown.detail()).contains("is at hand; the last one was good until "));
    assertThat(status(lists, NOW.minus(Duration.ofDays(2))))
        .isInstanceOf(RevocationStatus.Unknown.class);
    assertThat(lists.statusOf(OTHER.certificate(), ROOT.certificate(), later))
        .isInstanceOf(RevocationStatus.Revoked.class);
  }

  @Test
  void aListOfSomebodyElseSaysNothing() throws Exception {
    Issued impostor = TestCertificate.authority("CN=crl root", null).key("secp384r1").issue();
    Issued silent =
        TestCertificate.authority("CN=crl root", null)
            .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
            .issue();

    assertThat(status(RevocationLists.of(List.of(list(impostor, LEAF, NOW))), NOW))
        .isInstanceOf(RevocationStatus.Unknown.class);
    assertThat(
            RevocationLists.of(List.of(list(silent, LEAF, NOW)))
                .statusOf(LEAF.certificate(), silent.certificate(), NOW))
        .isInstanceOf(RevocationStatus.Unknown.class);
  }

  @Test
  void aCertificateThatNamesNoWayToRevokeItIsGoodWhenNothingIsKnown() throws Exception {
    CertificateChain chain =
        CertificateChain.of(List.of(OTHER.certificate(), ROOT.certificate()), Purpose.CODE_SIGNING);
    RevocationLists lists = RevocationLists.of(List.of(list(ROOT, OTHER, NOW)));

    assertThat(RevocationStatus.of(chain, RevocationSource.NONE, NOW))
        .isEqualTo(new RevocationStatus.Good());
    assertThat(RevocationStatus.of(chain, lists, NOW)).isInstanceOf(RevocationStatus.Revoked.class);
  }

  @Test
  void aFileThatIsNoListIsNamed() throws Exception {
    Files.writeString(directory.resolve("b.pem"), "nothing");

    assertThatThrownBy(() -> RevocationLists.inDirectory(directory))
        .isInstanceOf(CertificateRefused.class)
        .hasMessageContaining("b.pem: not a revocation list");
  }

  private static RevocationStatus status(RevocationLists lists, Instant now) {
    return lists.statusOf(LEAF.certificate(), ROOT.certificate(), now);
  }

  static byte[] list(Issued issuer, Issued revoked, Instant when) throws Exception {
    var builder =
        new JcaX509v2CRLBuilder(
            issuer.certificate().getSubjectX500Principal(),
            Date.from(NOW.minus(Duration.ofDays(1))));
    builder.setNextUpdate(Date.from(NOW.plus(Duration.ofDays(1))));
    builder.addCRLEntry(
        revoked.certificate().getSerialNumber(), Date.from(when), CRLReason.keyCompromise);
    return builder
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.keys().getPrivate()))
        .getEncoded();
  }
}
