package io.registrysidecar.oci.client.http;

import io.registrysidecar.file.RegularFile;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Turns {@link Tls} into what the HTTP client takes. */
final class TlsOptions {

  private TlsOptions() {}

  /** For the registry itself: its authorities, and our client certificate. */
  static ClientSSLOptions forRegistry(Tls tls) throws IOException {
    ClientSSLOptions options = forOthers(tls);
    Tls.Identity identity = tls.identity();
    if (identity != null) {
      options.setKeyCertOptions(
          new PemKeyCertOptions()
              .setCertPath(readable(identity.certificates()).toString())
              .setKeyPath(readable(identity.key()).toString()));
    }
    return options;
  }

  /** For where the registry sends us: the same authorities, but our certificate is not shown. */
  static ClientSSLOptions forOthers(Tls tls) throws IOException {
    ClientSSLOptions options =
        new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS").setTrustAll(false);
    if (!tls.authorities().isEmpty()) {
      options.setTrustOptions(TrustOptions.wrap(systemAnd(tls.authorities())));
    }
    return options;
  }

  /**
   * One trust manager for the system's authorities and ours; naming ours alone would replace the
   * system's.
   */
  private static X509TrustManager systemAnd(List<Path> authorities) throws IOException {
    try {
      KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      int count = 0;
      for (X509Certificate certificate : manager(null).getAcceptedIssuers()) {
        all.setCertificateEntry("system-" + count++, certificate);
      }
      for (Path file : authorities) {
        for (Certificate certificate : certificates(file)) {
          all.setCertificateEntry("own-" + count++, certificate);
        }
      }
      return manager(all);
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate authorities cannot be used: " + e.getMessage(), e);
    }
  }

  private static List<Certificate> certificates(Path file) throws IOException {
    try (InputStream in = RegularFile.open(readable(file))) {
      List<Certificate> found =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (found.isEmpty()) {
        throw new IOException(file + " contains no certificate; expected PEM");
      }
      return found;
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " is not a PEM file of certificates: " + e.getMessage(), e);
    }
  }

  private static X509TrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("this Java runtime has no X.509 trust manager");
  }

  private static Path readable(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(file + " cannot be read; check its path and permissions");
    }
    return file;
  }
}
