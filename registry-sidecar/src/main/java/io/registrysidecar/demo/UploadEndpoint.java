package io.registrysidecar.demo;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.RepositoryName;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code /v2/<name>/blobs/uploads/…}: whole uploads, chunks, and mounts from other repositories.
 * Guarded by {@link InMemoryRegistry}.
 */
final class UploadEndpoint {

  private static final int MOST_SESSIONS = 1000;

  private final Store store;
  private final RegistryEvents events;

  /** Open sessions, oldest first; the oldest give way. */
  private final Map<String, ByteArrayOutputStream> sessions =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ByteArrayOutputStream> eldest) {
          return size() > MOST_SESSIONS;
        }
      };

  UploadEndpoint(Store store, RegistryEvents events) {
    this.store = store;
    this.events = events;
  }

  RegistryAnswer handle(RegistryRequest request, RepositoryName name, String session) {
    if (session.isEmpty()) {
      return request.method().equals("POST") ? start(request, name) : Answers.notAllowed();
    }
    ByteArrayOutputStream received = sessions.get(session);
    if (received == null) {
      return RegistryAnswer.error(404, "BLOB_UPLOAD_UNKNOWN", "upload unknown to registry");
    }
    return switch (request.method()) {
      case "PATCH" -> append(request, name, session, received);
      case "PUT" -> finish(request, name, session, received);
      case "GET" -> progress(204, name, session, received);
      case "DELETE" -> {
        sessions.remove(session);
        yield RegistryAnswer.of(204);
      }
      default -> Answers.notAllowed();
    };
  }

  private RegistryAnswer start(RegistryRequest request, RepositoryName name) {
    Optional<RegistryAnswer> mounted = mount(request, name);
    if (mounted.isPresent()) {
      return mounted.get();
    }
    String session = UUID.randomUUID().toString();
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    sessions.put(session, received);
    return request.parameter("digest").isPresent()
        ? finish(request, name, session, received)
        : progress(202, name, session, received);
  }

  private Optional<RegistryAnswer> mount(RegistryRequest request, RepositoryName name) {
    try {
      if (request.parameter("mount").isEmpty() || request.parameter("from").isEmpty()) {
        return Optional.empty();
      }
      Digest digest = Digest.parse(request.parameter("mount").get());
      RepositoryName from = RepositoryName.parse(request.parameter("from").get());
      byte[] blob = store.find(from).flatMap(r -> r.blob(digest)).orElse(null);
      if (blob == null) {
        return Optional.empty();
      }
      if (!store.fits(blob.length)) {
        return Optional.of(Answers.full());
      }
      store.putBlob(name, digest, blob);
      events.happened(RegistryEvent.mount(name, digest, blob.length, from, request));
      return Optional.of(created(name, digest));
    } catch (MalformedReference e) {
      return Optional.of(
          RegistryAnswer.error(400, "DIGEST_INVALID", String.valueOf(e.getMessage())));
    }
  }

  private RegistryAnswer append(
      RegistryRequest request,
      RepositoryName name,
      String session,
      ByteArrayOutputStream received) {
    String start = request.header("content-range").orElse(received.size() + "-").split("-", 2)[0];
    if (!start.equals(Integer.toString(received.size()))) {
      return progress(416, name, session, received);
    }
    if (!store.fits((long) received.size() + request.body().length)) {
      return Answers.full();
    }
    received.writeBytes(request.body());
    return progress(202, name, session, received);
  }

  private RegistryAnswer finish(
      RegistryRequest request,
      RepositoryName name,
      String session,
      ByteArrayOutputStream received) {
    Digest digest;
    try {
      digest = Digest.parse(request.parameter("digest").orElse(""));
    } catch (MalformedReference e) {
      return RegistryAnswer.error(400, "DIGEST_INVALID", String.valueOf(e.getMessage()));
    }
    if (!store.fits((long) received.size() + request.body().length)) {
      return Answers.full();
    }
    received.writeBytes(request.body());
    sessions.remove(session);
    byte[] blob = received.toByteArray();
    if (!Digest.ofContent(blob, digest.algorithm()).equals(digest)) {
      return RegistryAnswer.error(400, "DIGEST_INVALID", "provided digest did not match content");
    }
    store.putBlob(name, digest, blob);
    events.happened(
        RegistryEvent.push(name, RegistryEvent.BLOB, digest, blob.length, null, request));
    return created(name, digest);
  }

  private static RegistryAnswer created(RepositoryName name, Digest digest) {
    return RegistryAnswer.of(201)
        .with("location", "/v2/" + name + "/blobs/" + digest)
        .with("docker-content-digest", digest.toString());
  }

  private static RegistryAnswer progress(
      int status, RepositoryName name, String session, ByteArrayOutputStream received) {
    return RegistryAnswer.of(status)
        .with("location", "/v2/" + name + "/blobs/uploads/" + session + "?state=open==")
        .with("docker-upload-uuid", session)
        .with("range", "0-" + Math.max(0, received.size() - 1));
  }
}
