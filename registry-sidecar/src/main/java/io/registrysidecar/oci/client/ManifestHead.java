package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.client.auth.Scope;
import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.HttpCall;
import io.registrysidecar.oci.client.http.HttpCall.Method;
import java.util.Optional;

/** Asks whether a manifest is there and which digest it has. */
record ManifestHead(Target target, ManifestKey key) implements Exchange<ManifestHead.Found> {

  /** What the registry says about a manifest. */
  sealed interface Found {
    /** It is there. */
    record As(Digest digest) implements Found {}

    /** It may be there, but the answer does not name it; its body has to be read. */
    record Unnamed() implements Found {}

    /** It is not there. */
    record Absent() implements Found {}
  }

  @Override
  public String action() {
    return "look up manifest " + key + " of " + target;
  }

  @Override
  public HttpCall call() {
    return HttpCall.of(Method.HEAD, target.urls().manifest(target.repository(), key))
        .with("accept", OciMediaTypes.ACCEPTED_MANIFESTS);
  }

  @Override
  public Scope scope() {
    return target.pull();
  }

  @Override
  public Found read(Answer answer) {
    if (key instanceof ManifestKey.ByDigest(Digest digest)) {
      return new Found.As(digest);
    }
    return answer
        .header("docker-content-digest")
        .flatMap(ManifestHead::digest)
        .<Found>map(Found.As::new)
        .orElseGet(Found.Unnamed::new);
  }

  @Override
  public Found refused(Refusal refusal) throws RegistryException {
    return switch (refusal.status()) {
      case 404 -> new Found.Absent();
      case 400, 405 -> new Found.Unnamed();
      default -> throw new RegistryException(refusal.failure(action(), scope()));
    };
  }

  private static Optional<Digest> digest(String header) {
    try {
      return Optional.of(Digest.parse(header.strip()));
    } catch (MalformedReference _) {
      return Optional.empty();
    }
  }
}
