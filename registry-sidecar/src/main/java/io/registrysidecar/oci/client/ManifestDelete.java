package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.client.auth.Scope;
import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.HttpCall;
import io.registrysidecar.oci.client.http.HttpCall.Method;

/** Removes a manifest; false when there was none. */
record ManifestDelete(Target target, Digest digest) implements Exchange<Boolean> {

  @Override
  public String action() {
    return "delete manifest " + digest + " of " + target;
  }

  @Override
  public HttpCall call() {
    return HttpCall.of(
        Method.DELETE,
        target.urls().manifest(target.repository(), new ManifestKey.ByDigest(digest)));
  }

  @Override
  public Scope scope() {
    return target.delete();
  }

  @Override
  public Boolean read(Answer answer) {
    return true;
  }

  @Override
  public Boolean refused(Refusal refusal) throws RegistryException {
    if (refusal.status() == 404) {
      return false;
    }
    throw new RegistryException(refusal.failure(action(), scope()));
  }
}
