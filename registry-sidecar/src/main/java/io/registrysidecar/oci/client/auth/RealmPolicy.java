package io.registrysidecar.oci.client.auth;

import io.registrysidecar.oci.client.http.Locations;
import io.registrysidecar.oci.client.http.TargetRefused;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Which token services may see our credentials.
 *
 * <p>The realm comes from the registry's answer. It must be https, or http only when the registry
 * itself is http, and must not carry a user name. Where its name leads to is checked when
 * connecting, by {@link io.registrysidecar.oci.client.http.AddressPolicy}.
 */
final class RealmPolicy {

  private RealmPolicy() {}

  static URI check(URI registry, String realm) throws TargetRefused {
    URI uri;
    try {
      uri = new URI(realm.strip());
    } catch (URISyntaxException _) {
      throw new TargetRefused("the registry names a token service whose address cannot be read");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    boolean encrypted = scheme.equals("https");
    boolean asOpenAsTheRegistry = scheme.equals("http") && registry.getScheme().equals("http");
    if (uri.getHost() == null || !(encrypted || asOpenAsTheRegistry)) {
      throw new TargetRefused(
          "the registry names a token service that is not https; credentials are not sent there");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new TargetRefused(
          "the registry names a strange token service address at " + Locations.host(uri));
    }
    return uri;
  }
}
