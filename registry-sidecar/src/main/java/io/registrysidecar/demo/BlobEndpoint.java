package io.registrysidecar.demo;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.RepositoryName;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /v2/<name>/blobs/<digest>}, with single byte ranges. */
final class BlobEndpoint {

  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,10})-([0-9]{0,10})");

  private final Store store;
  private final RegistryEvents events;

  BlobEndpoint(Store store, RegistryEvents events) {
    this.store = store;
    this.events = events;
  }

  RegistryAnswer handle(RegistryRequest request, RepositoryName name, String reference) {
    Digest digest;
    try {
      digest = Digest.parse(reference);
    } catch (MalformedReference e) {
      return RegistryAnswer.error(400, "DIGEST_INVALID", String.valueOf(e.getMessage()));
    }
    Optional<Repository> repository = store.find(name);
    Optional<byte[]> blob = repository.flatMap(r -> r.blob(digest));
    if (repository.isEmpty() || blob.isEmpty()) {
      return Answers.unknownBlob();
    }
    return switch (request.method()) {
      case "GET", "HEAD" -> get(request, digest, blob.get());
      case "DELETE" -> {
        store.removeBlob(repository.get(), digest);
        events.happened(RegistryEvent.delete(name, digest, request));
        yield RegistryAnswer.of(202);
      }
      default -> Answers.notAllowed();
    };
  }

  private static RegistryAnswer get(RegistryRequest request, Digest digest, byte[] blob) {
    String etag = "\"" + digest + "\"";
    RegistryAnswer whole =
        RegistryAnswer.of(200, "application/octet-stream", blob)
            .with("docker-content-digest", digest.toString())
            .with("accept-ranges", "bytes")
            .with("etag", etag);
    Matcher range = RANGE.matcher(request.header("range").orElse(""));
    boolean isSame = request.header("if-range").orElse(etag).equals(etag);
    return range.matches() && isSame ? part(whole, range) : whole;
  }

  private static RegistryAnswer part(RegistryAnswer whole, Matcher range) {
    int size = whole.body().length;
    long first = Long.parseLong(range.group(1));
    long wanted = range.group(2).isEmpty() ? size - 1L : Long.parseLong(range.group(2));
    long last = Math.min(wanted, size - 1L);
    if (first > last) {
      return RegistryAnswer.error(416, "SIZE_INVALID", "range not satisfiable")
          .with("content-range", "bytes */" + size);
    }
    byte[] bytes = Arrays.copyOfRange(whole.body(), (int) first, (int) last + 1);
    return new RegistryAnswer(206, whole.headers(), bytes)
        .with("content-range", "bytes " + first + "-" + last + "/" + size);
  }
}
