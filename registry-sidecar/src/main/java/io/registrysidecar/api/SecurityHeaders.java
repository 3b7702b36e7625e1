package io.registrysidecar.api;

import java.util.Map;

/** What every answer says to browsers that show it. */
final class SecurityHeaders {

  static final Map<String, String> ALL =
      Map.of(
          "content-security-policy", "default-src 'none'; frame-ancestors 'none'",
          "x-content-type-options", "nosniff",
          "referrer-policy", "no-referrer",
          "cache-control", "no-cache");

  private SecurityHeaders() {}
}
