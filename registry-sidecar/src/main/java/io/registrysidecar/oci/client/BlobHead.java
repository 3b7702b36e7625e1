package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.auth.Scope;
import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.HttpCall;
import io.registrysidecar.oci.client.http.HttpCall.Method;

/** Asks whether a blob is there. Asked before a push, so with the token that the push will need. */
record BlobHead(Target target, Digest digest) implements Exchange<Boolean> {

  @Override
  public String action() {
    return "look up blob " + digest + " of " + target;
  }

  @Override
  public HttpCall call() {
    return HttpCall.of(Method.HEAD, target.urls().blob(target.repository(), digest));
  }

  @Override
  public Scope scope() {
    return target.push();
  }

  @Override
  public Boolean read(Answer answer) {
    return true;
  }

  @Override
  public Boolean refused(Refusal refusal) throws RegistryException {
    return switch (refusal.status()) {
      case 404, 405 -> false;
      default -> throw new RegistryException(refusal.failure(action(), scope()));
    };
  }
}
