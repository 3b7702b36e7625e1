package io.registrysidecar.sign.notary.trust;

import io.registrysidecar.sign.notary.certificate.CertificateRefused;
import io.registrysidecar.sign.notary.certificate.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A directory as the notation command line keeps it (Notary Project, trust store and trust policy
 * specification): a policy beside {@code truststore/x509/TYPE/NAME/} with files in PEM or DER.
 *
 * <p>Symbolic links are refused, as notation refuses them: who can write the place where a link
 * points could otherwise add to what is trusted. Files are read at each call, so that a change
 * needs no restart.
 */
public final class TrustDirectory implements TrustStore {

  private static final int MOST_FILES = 500;
  private static final long LARGEST_FILE = 1 << 20;
  private static final List<String> POLICIES = List.of("trustpolicy.oci.json", "trustpolicy.json");

  private final Path directory;

  /** The directory, which need not exist yet. */
  public TrustDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Reads {@code trustpolicy.oci.json} or, where there is none, {@code trustpolicy.json}.
   *
   * @throws TrustPolicyException if there is none, or it breaks a rule; the message says where
   */
  public TrustPolicy policy() throws TrustPolicyException {
    for (String name : POLICIES) {
      Path file = directory.resolve(name);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return TrustPolicy.read(file);
      }
    }
    throw new TrustPolicyException(
        directory + ": there is neither " + String.join(" nor ", POLICIES));
  }

  @Override
  public Set<X509Certificate> certificates(StoreName store) throws TrustStoreFailure {
    Path place =
        directory
            .resolve("truststore")
            .resolve("x509")
            .resolve(store.type().label())
            .resolve(store.name());
    Set<X509Certificate> trusted = new LinkedHashSet<>();
    for (Path file : files(store, place)) {
      List<X509Certificate> read = read(store, file);
      for (X509Certificate certificate : read) {
        trustworthy(store, file, certificate);
      }
      trusted.addAll(read);
    }
    if (trusted.isEmpty()) {
      throw new TrustStoreFailure(store, "no certificate is in " + place);
    }
    return trusted;
  }

  private static List<Path> files(StoreName store, Path place) throws TrustStoreFailure {
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      throw new TrustStoreFailure(store, place + " is not a directory (links are not followed)");
    }
    try (Stream<Path> listed = Files.list(place)) {
      List<Path> files = listed.limit(MOST_FILES + 1L).sorted().toList();
      if (files.size() > MOST_FILES) {
        throw new TrustStoreFailure(store, "more than " + MOST_FILES + " files are in " + place);
      }
      return files;
    } catch (IOException e) {
      throw new TrustStoreFailure(store, "cannot list " + place, e);
    }
  }

  private static List<X509Certificate> read(StoreName store, Path file) throws TrustStoreFailure {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new TrustStoreFailure(
          store, file + " is not a regular file; copy the certificate, links are not followed");
    }
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new TrustStoreFailure(store, file + " is larger than " + LARGEST_FILE + " bytes");
      }
      return Certificates.fromFile(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new TrustStoreFailure(store, "cannot read " + file, e);
    } catch (CertificateRefused e) {
      throw new TrustStoreFailure(store, file + ": " + e.getMessage(), e);
    }
  }

  private static void trustworthy(StoreName store, Path file, X509Certificate certificate)
      throws TrustStoreFailure {
    boolean selfSigned = Certificates.isSelfSigned(certificate);
    if (store.type() == StoreType.TSA && !selfSigned) {
      throw new TrustStoreFailure(
          store, file + ": " + Certificates.name(certificate) + " is not a root");
    }
    if (!selfSigned && certificate.getBasicConstraints() < 0) {
      throw new TrustStoreFailure(
          store,
          "%s: %s is neither a certificate authority nor self-signed"
              .formatted(file, Certificates.name(certificate)));
    }
  }
}
