package io.registrysidecar.store;

import io.registrysidecar.oci.RepositoryName;

/**
 * Work to be queued. Its identity is (kind, registry, repository, reference, generation).
 *
 * @param kind which handler does it
 * @param registry the registry's configured name
 * @param repository the repository
 * @param reference the digest or tag
 * @param generation tells the same work wished again for a new reason from the same wish heard
 *     twice
 * @param priority higher comes first
 * @param payload what the handler needs besides, as it likes; at most 16 KiB
 */
public record NewJob(
    String kind,
    String registry,
    RepositoryName repository,
    String reference,
    String generation,
    int priority,
    String payload) {

  /** The most characters of a payload. */
  public static final int LONGEST_PAYLOAD = 16 * 1024;

  /** Checks the payload's size. */
  public NewJob {
    if (payload.length() > LONGEST_PAYLOAD) {
      throw new IllegalArgumentException("payload of " + payload.length() + " characters");
    }
  }

  /** The identity in one line, which also names the job towards users. */
  public String id() {
    String mark = reference.indexOf(':') >= 0 ? "@" : ":";
    return kind + "/" + registry + "/" + repository + mark + reference + "#" + generation;
  }
}
