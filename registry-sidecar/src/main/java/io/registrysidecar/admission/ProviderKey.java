package io.registrysidecar.admission;

/**
 * One key of a request to an external data provider: {@code image} or {@code [namespace]image}.
 *
 * @param verbatim as it was asked, and as the answer must repeat it
 * @param namespace where the image is to run; empty when the key does not say
 * @param image the reference
 */
record ProviderKey(String verbatim, String namespace, String image) {

  /** Takes {@code key} apart. */
  static ProviderKey of(String key) {
    int end = key.indexOf(']');
    return key.startsWith("[") && end > 0
        ? new ProviderKey(key, key.substring(1, end), key.substring(end + 1))
        : new ProviderKey(key, "", key);
  }

  /** The image that it asks for. */
  Wanted wanted() {
    return new Wanted(image, namespace);
  }
}
