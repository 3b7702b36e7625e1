package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.auth.Scope;
import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.HttpCall;
import io.registrysidecar.oci.client.http.HttpCall.Method;
import java.net.URI;

/**
 * Sends a whole blob into an upload session and closes it. Not to be repeated alone: the session
 * may be used up.
 *
 * @param target where to
 * @param session the address of the session, its query kept as it is
 * @param digest the blob's digest
 * @param content the blob
 */
@SuppressWarnings("ArrayRecordComponent")
record UploadFinish(Target target, URI session, Digest digest, byte[] content)
    implements Exchange<Boolean> {

  @Override
  public String action() {
    return "push blob " + digest + " to " + target;
  }

  @Override
  public HttpCall call() {
    String separator = session.getRawQuery() == null ? "?" : "&";
    return HttpCall.of(Method.PUT, URI.create(session + separator + "digest=" + digest))
        .with("content-type", "application/octet-stream")
        .with(content);
  }

  @Override
  public Scope scope() {
    return target.push();
  }

  @Override
  public Boolean read(Answer answer) throws RegistryException {
    if (answer.status() == 202) {
      throw new RegistryException(
          new RegistryFailure.Unsupported(action(), "the registry left the upload unfinished"));
    }
    return true;
  }

  @Override
  public Boolean refused(Refusal refusal) throws RegistryException {
    if (refusal.status() == 404 || refusal.status() == 416) {
      throw new RegistryException(
          new RegistryFailure.ServerError(
              action(), refusal.status(), "the upload session was lost: " + refusal.detail()));
    }
    throw new RegistryException(refusal.failure(action(), scope()));
  }
}
