package io.registrysidecar.sign.notary.trust;

import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.RepositoryName;
import java.util.regex.Pattern;

/** What a trust policy can name: one repository of one registry. */
final class RegistryScope {

  private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
  private static final Pattern HOST =
      Pattern.compile(LABEL + "(?:\\." + LABEL + "){0,126}(?::[0-9]{1,5})?");

  private RegistryScope() {}

  static boolean isValid(String scope) {
    int slash = scope.indexOf('/');
    return slash > 0
        && HOST.matcher(scope.substring(0, slash)).matches()
        && isRepository(scope.substring(slash + 1));
  }

  private static boolean isRepository(String text) {
    try {
      RepositoryName.parse(text);
      return true;
    } catch (MalformedReference _) {
      return false;
    }
  }
}
