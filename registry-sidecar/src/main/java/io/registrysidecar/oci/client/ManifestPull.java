package io.registrysidecar.oci.client;

import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.ManifestParser;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.client.auth.Scope;
import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.HttpCall;
import io.registrysidecar.oci.client.http.HttpCall.Method;
import java.io.IOException;
import java.util.Optional;

/** Reads the bytes of a manifest; empty when there is none. */
record ManifestPull(Target target, ManifestKey key)
    implements Exchange<Optional<ManifestPull.Pulled>> {

  /**
   * A manifest as it came.
   *
   * @param body its bytes
   * @param contentType the media type it was delivered with; empty if none
   * @param etag the entity tag, if any
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Pulled(byte[] body, Optional<String> contentType, Optional<String> etag) {}

  @Override
  public String action() {
    return "pull manifest " + key + " of " + target;
  }

  @Override
  public HttpCall call() {
    return HttpCall.of(Method.GET, target.urls().manifest(target.repository(), key))
        .with("accept", OciMediaTypes.ACCEPTED_MANIFESTS);
  }

  @Override
  public Scope scope() {
    return target.pull();
  }

  @Override
  public Optional<Pulled> read(Answer answer) throws IOException {
    return Optional.of(
        new Pulled(
            answer.body(ManifestParser.LARGEST),
            answer.header("content-type"),
            answer.header("etag")));
  }

  @Override
  public Optional<Pulled> refused(Refusal refusal) throws RegistryException {
    RegistryFailure failure = refusal.failure(action(), scope());
    if (failure instanceof RegistryFailure.NotFound) {
      return Optional.empty();
    }
    throw new RegistryException(failure);
  }
}
