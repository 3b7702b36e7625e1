package io.registrysidecar.oci.client.auth;

import io.registrysidecar.oci.Secret;
import java.io.IOException;
import java.util.Optional;

/** Where credentials come from. */
@FunctionalInterface
public interface CredentialSource {

  /** No credentials: everything is asked anonymously. */
  CredentialSource NONE = _ -> Optional.empty();

  /**
   * The credential for a registry, or empty to ask anonymously. Called often; slow sources
   * remember.
   *
   * @param host the registry's host and port as references write it
   * @throws IOException if a credential should be there but cannot be had
   */
  Optional<Credential> credentialFor(String host) throws IOException;

  /** Always the same user. */
  static CredentialSource of(String username, Secret password) {
    Optional<Credential> credential = Optional.of(new Credential.UserPassword(username, password));
    return _ -> credential;
  }
}
