package io.registrysidecar.sign.notary.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CRLReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Revocation lists (RFC 5280 §5) from files that the operator brings. Only complete lists of the
 * issuer itself count: a list with a critical extension is one of something else.
 */
public final class RevocationLists implements RevocationSource {

  private static final int LARGEST = 16 << 20;
  private static final int MOST = 200;
  private static final int CRL_SIGN = 6;
  private static final Set<String> STRONG =
      Set.of(
          "1.2.840.113549.1.1.11",
          "1.2.840.113549.1.1.12",
          "1.2.840.113549.1.1.13",
          "1.2.840.10045.4.3.2",
          "1.2.840.10045.4.3.3",
          "1.2.840.10045.4.3.4");

  private final List<X509CRL> lists;

  private RevocationLists(List<X509CRL> lists) {
    this.lists = List.copyOf(lists);
  }

  /** The given lists, of which each must be one list in DER or PEM. */
  public static RevocationLists of(List<byte[]> lists) throws CertificateRefused {
    List<X509CRL> read = new ArrayList<>();
    for (byte[] list : lists) {
      read.add(read(list));
    }
    return new RevocationLists(read);
  }

  /**
   * All files of a directory whose name ends in {@code .crl} or {@code .pem}.
   *
   * @throws IOException if the directory cannot be read, or holds too much
   * @throws CertificateRefused if a file is not a revocation list; the message names it
   */
  public static RevocationLists inDirectory(Path directory) throws IOException, CertificateRefused {
    List<X509CRL> read = new ArrayList<>();
    for (Path file : files(directory)) {
      if (read.size() == MOST || Files.size(file) > LARGEST) {
        throw new IOException(
            "%s: at most %d lists of at most %d bytes each are read"
                .formatted(directory, MOST, LARGEST));
      }
      try {
        read.add(read(Files.readAllBytes(file)));
      } catch (CertificateRefused e) {
        throw new CertificateRefused(file + ": " + e.getMessage(), e);
      }
    }
    return new RevocationLists(read);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> listed = Files.list(directory)) {
      return listed
          .filter(file -> file.toString().endsWith(".crl") || file.toString().endsWith(".pem"))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  private static X509CRL read(byte[] content) throws CertificateRefused {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return (X509CRL) factory.generateCRL(new ByteArrayInputStream(content));
    } catch (CertificateException | CRLException e) {
      throw new CertificateRefused("not a revocation list", e);
    }
  }

  @Override
  public RevocationStatus statusOf(
      X509Certificate certificate, X509Certificate issuer, Instant now) {
    String name = Certificates.name(certificate);
    boolean current = false;
    Instant ended = Instant.MIN;
    for (X509CRL list : lists) {
      if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
          || !isSignedBy(list, issuer)) {
        continue;
      }
      X509CRLEntry entry = list.getRevokedCertificate(certificate.getSerialNumber());
      if (entry != null && entry.getRevocationReason() != CRLReason.REMOVE_FROM_CRL) {
        return new RevocationStatus.Revoked(
            "certificate %s was revoked on %s"
                .formatted(name, entry.getRevocationDate().toInstant()));
      }
      current |= isCurrent(list, now);
      Date next = list.getNextUpdate();
      if (next != null && next.toInstant().isAfter(ended)) {
        ended = next.toInstant();
      }
    }
    return current
        ? new RevocationStatus.Good()
        : new RevocationStatus.Unknown(
            "no current revocation list of the issuer of %s, %s, is at hand%s"
                .formatted(
                    name,
                    Certificates.name(issuer),
                    ended.equals(Instant.MIN) ? "" : "; the last one was good until " + ended));
  }

  private static boolean isCurrent(X509CRL list, Instant now) {
    return list.getNextUpdate() != null
        && !now.isBefore(list.getThisUpdate().toInstant())
        && now.isBefore(list.getNextUpdate().toInstant());
  }

  private static boolean isSignedBy(X509CRL list, X509Certificate issuer) {
    boolean[] usage = issuer.getKeyUsage();
    Set<String> critical = list.getCriticalExtensionOIDs();
    if (usage == null
        || !usage[CRL_SIGN]
        || !STRONG.contains(list.getSigAlgOID())
        || (critical != null && !critical.isEmpty())) {
      return false;
    }
    try {
      list.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
