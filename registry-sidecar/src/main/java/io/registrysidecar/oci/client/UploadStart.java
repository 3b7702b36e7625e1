package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.auth.Scope;
import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.HttpCall;
import io.registrysidecar.oci.client.http.HttpCall.Method;
import io.registrysidecar.oci.client.http.Locations;
import java.io.IOException;
import java.net.URI;

/** Opens an upload session; gives the address to send the blob to. */
record UploadStart(Target target, Digest digest) implements Exchange<URI> {

  @Override
  public String action() {
    return "start the upload of blob " + digest + " to " + target;
  }

  @Override
  public HttpCall call() {
    return HttpCall.of(Method.POST, target.urls().uploads(target.repository()));
  }

  @Override
  public Scope scope() {
    return target.push();
  }

  @Override
  public URI read(Answer answer) throws IOException, RegistryException {
    String location =
        answer
            .header("location")
            .orElseThrow(() ->
                new RegistryException(
                    new RegistryFailure.Unsupported(
                        action(), "the registry gave no address to send it to")));
    return Locations.resolveOnSameServer(answer.uri(), location);
  }
}
