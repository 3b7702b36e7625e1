package io.registrysidecar.oci.client.auth;

import io.registrysidecar.oci.Secret;
import io.registrysidecar.oci.client.http.HttpCall;
import io.registrysidecar.oci.client.http.HttpCall.Method;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a token is asked for; equal requests share a token.
 *
 * @param realm the token service
 * @param service the name that the registry gave itself, if any
 * @param scopes what the token is to allow; some services read only the first
 * @param credential who asks; empty for anonymous
 */
record TokenRequest(
    URI realm, Optional<String> service, List<Scope> scopes, Optional<Credential> credential) {

  private static final String CLIENT = "registry-sidecar";

  /** The request by GET, with Basic authentication unless anonymous. */
  HttpCall byGet() {
    StringBuilder query = new StringBuilder();
    if (realm.getRawQuery() != null) {
      query.append(realm.getRawQuery()).append('&');
    }
    query.append("client_id=").append(CLIENT);
    service.ifPresent(name -> query.append("&service=").append(encoded(name)));
    scopes.forEach(scope -> query.append("&scope=").append(encoded(scope.text())));
    HttpCall call = HttpCall.of(Method.GET, withQuery(query.toString()));
    return credential.isEmpty()
        ? call
        : call.with("authorization", credential.get().basic().reveal());
  }

  /** The request by POST, for an identity token. */
  HttpCall byPost(Secret identityToken) {
    String form =
        "grant_type=refresh_token&client_id="
            + CLIENT
            + "&service="
            + encoded(service.orElse(""))
            + "&scope="
            + encoded(scopes.stream().map(Scope::text).collect(Collectors.joining(" ")))
            + "&refresh_token="
            + encoded(identityToken.reveal());
    return HttpCall.of(Method.POST, realm)
        .with("content-type", "application/x-www-form-urlencoded")
        .with(form.getBytes(StandardCharsets.UTF_8));
  }

  private URI withQuery(String query) {
    String text = realm.toString();
    int end = text.indexOf('?') >= 0 ? text.indexOf('?') : text.length();
    return URI.create(text.substring(0, end) + "?" + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
