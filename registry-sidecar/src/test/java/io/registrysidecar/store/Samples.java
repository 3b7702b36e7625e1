package io.registrysidecar.store;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Values that mean nothing but are told apart easily. */
public final class Samples {

  /** Some time. */
  public static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  /** The repository that most tests use. */
  public static final RepositoryName APP = new RepositoryName("team/app");

  private Samples() {}

  /** The digest of a word. */
  public static Digest digest(String word) {
    return Digest.sha256(word.getBytes(StandardCharsets.UTF_8));
  }

  /** The image {@code word} in team/app of the registry main. */
  public static ImageKey image(String word) {
    return new ImageKey("main", APP, digest(word));
  }

  static Inbox.Event event(String id) {
    return new Inbox.Event("main", id, NOON, "{\"id\":\"" + id + "\"}");
  }

  static NewJob job(String repository, String reference) {
    return new NewJob(
        "scan", "main", new RepositoryName(repository), digest(reference).toString(), "1", 3, "");
  }

  static ComponentIdentity deb(String name, String version, @Nullable String source) {
    return new ComponentIdentity(
        "Debian",
        "12",
        name,
        version,
        source,
        source == null ? null : version,
        null,
        "pkg:deb/debian/" + name + "@" + version);
  }
}
