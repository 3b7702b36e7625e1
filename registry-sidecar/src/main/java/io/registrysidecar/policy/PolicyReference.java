package io.registrysidecar.policy;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which policy a decision rests on, as attestations name it.
 *
 * @param uri where the policy is, or what it is called
 * @param sha256 digest of its bytes, in lower-case hexadecimal digits
 */
public record PolicyReference(String uri, String sha256) {

  /** As a resource descriptor of in-toto. */
  Map<String, Object> descriptor() {
    Map<String, Object> descriptor = new LinkedHashMap<>();
    descriptor.put("uri", uri);
    descriptor.put("digest", Map.of("sha256", sha256));
    return descriptor;
  }
}
