package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.auth.Scope;
import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.HttpCall;
import io.registrysidecar.oci.client.http.HttpCall.Method;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the bytes of a blob. Its answer is read as a stream.
 *
 * @param target where from
 * @param digest the blob
 * @param from the first byte wanted; 0 asks for the whole blob unless {@code last} is given
 * @param last the last byte wanted; empty for the end
 * @param etag the entity tag of the bytes already read, or null
 */
record BlobGet(Target target, Digest digest, long from, OptionalLong last, @Nullable String etag)
    implements Exchange<Answer> {

  static BlobGet whole(Target target, Digest digest) {
    return new BlobGet(target, digest, 0, OptionalLong.empty(), null);
  }

  @Override
  public String action() {
    return "pull layer " + digest + " of " + target;
  }

  @Override
  public HttpCall call() {
    HttpCall call = HttpCall.of(Method.GET, target.urls().blob(target.repository(), digest));
    if (from == 0 && last.isEmpty()) {
      return call;
    }
    String end = last.isPresent() ? Long.toString(last.getAsLong()) : "";
    HttpCall ranged = call.with("range", "bytes=" + from + "-" + end);
    // A weak tag promises the same meaning, not the same bytes.
    return etag == null || !etag.startsWith("\"") ? ranged : ranged.with("if-range", etag);
  }

  @Override
  public Scope scope() {
    return target.pull();
  }

  @Override
  public Answer read(Answer answer) {
    return answer;
  }
}
