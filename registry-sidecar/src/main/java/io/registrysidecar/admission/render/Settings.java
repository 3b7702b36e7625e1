package io.registrysidecar.admission.render;

import java.security.PublicKey;
import java.time.Duration;
import java.util.List;

/**
 * What is filled into manifests.
 *
 * @param asking how the service is asked
 * @param scope about what
 * @param trust whose results count where the service is not asked
 * @param digests whether tags are replaced by digests, too
 */
public record Settings(Asking asking, Scope scope, Trust trust, boolean digests) {

  /**
   * How the service is asked.
   *
   * @param address where
   * @param authorities who vouches for its certificate
   * @param certificate the file of the certificate with which it is asked, on the machine that
   *     asks; empty for none
   * @param key the file of the key of that certificate; empty for none
   * @param open whether everything is let through while it cannot be asked
   * @param seconds how long an answer may take
   */
  public record Asking(
      Address address,
      Authorities authorities,
      String certificate,
      String key,
      boolean open,
      int seconds) {}

  /**
   * What it is asked about.
   *
   * @param namespaces those that are left alone, beside those that always are
   * @param images which images, where the service does not say that itself
   * @param exempt images that are let through without a question
   */
  public record Scope(List<String> namespaces, List<String> images, List<String> exempt) {
    /** Copies the lists. */
    public Scope {
      namespaces = List.copyOf(namespaces);
      images = List.copyOf(images);
      exempt = List.copyOf(exempt);
    }
  }

  /**
   * Whose results count.
   *
   * @param keys any of these has signed them
   * @param age how old they may be
   */
  public record Trust(List<PublicKey> keys, Duration age) {
    /** Copies the list. */
    public Trust {
      keys = List.copyOf(keys);
    }
  }
}
