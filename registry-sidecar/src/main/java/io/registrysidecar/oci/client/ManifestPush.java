package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.client.auth.Scope;
import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.HttpCall;
import io.registrysidecar.oci.client.http.HttpCall.Method;
import java.util.Optional;

/**
 * Stores a manifest under a digest or a tag.
 *
 * @param target where to
 * @param key the digest or tag
 * @param mediaType the manifest's media type
 * @param content its bytes
 * @param condition a condition on what is there already
 */
@SuppressWarnings("ArrayRecordComponent")
record ManifestPush(
    Target target, ManifestKey key, String mediaType, byte[] content, Condition condition)
    implements Exchange<ManifestPush.Outcome> {

  /** What must be there for the push to happen. Most registries ignore it. */
  sealed interface Condition {
    /** Whatever is there. */
    record Always() implements Condition {}

    /** Nothing is there. */
    record IfAbsent() implements Condition {}

    /** What is there has this entity tag. */
    record IfUnchanged(String etag) implements Condition {}
  }

  /** What became of a push. */
  sealed interface Outcome {
    /**
     * It was stored; {@code subject} is the subject that the registry says it has linked, if it
     * says.
     */
    record Stored(Optional<Digest> subject) implements Outcome {}

    /** The manifest names something that the repository does not have; {@code detail} says what. */
    record Incomplete(int status, String detail) implements Outcome {}

    /** The condition was not met. */
    record Overtaken() implements Outcome {}
  }

  @Override
  public String action() {
    return "push manifest " + key + " to " + target;
  }

  @Override
  public HttpCall call() {
    HttpCall call =
        HttpCall.of(Method.PUT, target.urls().manifest(target.repository(), key))
            .with("content-type", mediaType)
            .with(content);
    return switch (condition) {
      case Condition.Always _ -> call;
      case Condition.IfAbsent _ -> call.with("if-none-match", "*");
      case Condition.IfUnchanged(String etag) -> call.with("if-match", etag);
    };
  }

  @Override
  public Scope scope() {
    return target.push();
  }

  @Override
  public Outcome read(Answer answer) throws RegistryException {
    Optional<Digest> stored = digest(answer, "docker-content-digest");
    if (stored.isPresent()) {
      Digest ours = Digest.ofContent(content, stored.get().algorithm());
      if (!stored.get().equals(ours)) {
        throw new RegistryException(
            new RegistryFailure.NotWhatWasPromised(action(), ours, stored.get().toString()));
      }
    }
    return new Outcome.Stored(digest(answer, "oci-subject"));
  }

  @Override
  public Outcome refused(Refusal refusal) throws RegistryException {
    if (refusal.has("MANIFEST_BLOB_UNKNOWN")) {
      return new Outcome.Incomplete(refusal.status(), refusal.detail());
    }
    boolean conditional = !(condition instanceof Condition.Always);
    if (refusal.status() == 412 && conditional && refusal.codes().isEmpty()) {
      return new Outcome.Overtaken();
    }
    throw new RegistryException(refusal.failure(action(), scope()));
  }

  private static Optional<Digest> digest(Answer answer, String header) {
    try {
      Optional<String> value = answer.header(header);
      return value.isEmpty() ? Optional.empty() : Optional.of(Digest.parse(value.get().strip()));
    } catch (MalformedReference _) {
      return Optional.empty();
    }
  }
}
