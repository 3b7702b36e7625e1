package io.registrysidecar.api;

import io.registrysidecar.file.RegularFile;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The files (PEM) that a server shows who it is with. TLS 1.3 and nothing older.
 *
 * @param certificate the certificate with its chain
 * @param key its private key
 * @param clientAuthorities who issues the certificates that clients must show, or null when they
 *     need none
 */
public record TlsFiles(Path certificate, Path key, @Nullable Path clientAuthorities) {

  private static final int LARGEST = 1 << 20;

  /** What was read from the files at one time; equal exactly when the files are. */
  record Content(Buffer certificate, Buffer key, @Nullable Buffer clientAuthorities) {

    /**
     * Looks whether it can be used; gives the end of the certificate's time.
     *
     * @throws IOException if not
     */
    Instant check(Vertx vertx) throws IOException {
      KeyManager[] managers;
      try {
        managers = pair().getKeyManagerFactory(vertx).getKeyManagers();
        if (clientAuthorities != null) {
          var _ = trust(clientAuthorities).getTrustManagerFactory(vertx);
        }
      } catch (Exception e) { // whatever the library and the providers of cryptography throw
        throw new IOException("it is not PEM as expected: " + e.getMessage(), e);
      }
      for (KeyManager manager : managers) {
        if (manager instanceof X509KeyManager pairs && !KeyMatch.all(pairs)) {
          throw new IOException("the key is not that of the certificate");
        }
      }
      return until(certificate);
    }

    private static Instant until(Buffer pem) throws IOException {
      try {
        X509Certificate first =
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes()));
        return first.getNotAfter().toInstant();
      } catch (CertificateException e) {
        throw new IOException("the certificate cannot be read: " + e.getMessage(), e);
      }
    }

    ServerSSLOptions options() {
      ServerSSLOptions options =
          new ServerSSLOptions()
              .setKeyCertOptions(pair())
              .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"));
      return clientAuthorities == null
          ? options
          : options.setClientAuth(ClientAuth.REQUIRED).setTrustOptions(trust(clientAuthorities));
    }

    private PemKeyCertOptions pair() {
      return new PemKeyCertOptions().setCertValue(certificate).setKeyValue(key);
    }

    private static PemTrustOptions trust(Buffer authorities) {
      return new PemTrustOptions().addCertValue(authorities);
    }
  }

  /** Reads the files as they are now. */
  Content read() throws IOException {
    return new Content(
        read(certificate), read(key), clientAuthorities == null ? null : read(clientAuthorities));
  }

  private static Buffer read(Path file) throws IOException {
    try (InputStream in = RegularFile.open(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException(file + " is larger than 1 MiB; is it the right file?");
      }
      return Buffer.buffer(bytes);
    }
  }
}
