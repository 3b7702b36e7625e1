package io.registrysidecar.oci.client.http;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a registry is recognised, and how this program identifies itself to it.
 *
 * @param authorities PEM files with certificate authorities trusted besides those of the system
 * @param identity the client certificate to show, or null for none
 */
public record Tls(List<Path> authorities, @Nullable Identity identity) {

  /** The system's authorities, and no client certificate. */
  public static final Tls SYSTEM = new Tls(List.of(), null);

  /** Copies the list. */
  public Tls {
    authorities = List.copyOf(authorities);
  }

  /**
   * A client certificate.
   *
   * @param certificates PEM file with the certificate and its chain
   * @param key PEM file with the private key
   */
  public record Identity(Path certificates, Path key) {}
}
