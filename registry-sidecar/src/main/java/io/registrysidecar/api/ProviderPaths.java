package io.registrysidecar.api;

import java.util.regex.Pattern;

/**
 * Where Gatekeeper asks. It takes any JSON for the answer of a provider, whatever the status of
 * HTTP: in a plain problem document it finds no answer, no error and no system error, and
 * constraint templates such as Ratify's then let everything run. So a problem that is told there
 * says in Gatekeeper's own words, too, that nothing was answered; as members of a problem document
 * may (RFC 9457, §3.2).
 */
final class ProviderPaths {

  /** Wrongly written ones as well: who asks there must not be told yes. */
  private static final Pattern PATHS = Pattern.compile("/(?:ratify|admission)(?:/.*)?");

  private ProviderPaths() {}

  static boolean contain(String path) {
    return PATHS.matcher(path).matches();
  }
}
