package io.registrysidecar.oci.client.auth;

import io.registrysidecar.oci.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What proves to a registry who is asking. */
public sealed interface Credential {

  /**
   * A user name and password.
   *
   * @param username the user
   * @param password the password
   */
  record UserPassword(String username, Secret password) implements Credential {}

  /**
   * An identity token, which only the token service takes (OAuth 2 refresh token).
   *
   * @param token the token
   */
  record IdentityToken(Secret token) implements Credential {}

  /** The value of an {@code Authorization: Basic} header. */
  default Secret basic() {
    String pair =
        switch (this) {
          case UserPassword(String username, Secret password) -> username + ":" + password.reveal();
          case IdentityToken(Secret token) -> "<token>:" + token.reveal();
        };
    return new Secret(
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }
}
