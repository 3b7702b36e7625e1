package io.registrysidecar.api;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.store.StoredVex;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A statement of an operator as the API shows it.
 *
 * @param id its number
 * @param registry the configured name of the registry
 * @param repository the repository
 * @param digest the image, or null when all of the repository is meant
 * @param vulnerability its name
 * @param component the package URL of the part that is meant, or null
 * @param status in the words of OpenVEX
 * @param justification in the words of OpenVEX, or null
 * @param impact why it does no harm, in prose, or null
 * @param action what users should do, or null
 * @param author who answers for it
 * @param actor who recorded it, as far as this program can tell
 * @param since when it was recorded
 * @param expires when it ends, or null
 * @param endedAt when it was removed, or null
 * @param endedBy who removed it, or null
 * @param counts whether it counts now
 * @param hint told to whoever records it: that it meets no finding; null otherwise
 */
record VexView(
    long id,
    String registry,
    String repository,
    @Nullable String digest,
    String vulnerability,
    @Nullable String component,
    String status,
    @Nullable String justification,
    @Nullable String impact,
    @Nullable String action,
    String author,
    String actor,
    String since,
    @Nullable String expires,
    @Nullable String endedAt,
    @Nullable String endedBy,
    boolean counts,
    @Nullable String hint) {

  static VexView of(StoredVex statement, Instant now) {
    return of(statement, now, null);
  }

  static VexView of(StoredVex statement, Instant now, @Nullable String hint) {
    Digest digest = statement.scope().digest();
    Instant expires = statement.mark().expires();
    Instant endedAt = statement.endedAt();
    return new VexView(
        statement.id(),
        statement.scope().registry(),
        statement.scope().repository().value(),
        digest == null ? null : digest.toString(),
        statement.mark().vulnerability(),
        statement.mark().component(),
        statement.mark().status().word(),
        statement.mark().justification(),
        statement.mark().impact(),
        statement.mark().action(),
        statement.mark().author(),
        statement.actor(),
        statement.since().toString(),
        expires == null ? null : expires.toString(),
        endedAt == null ? null : endedAt.toString(),
        statement.endedBy(),
        statement.counts(now),
        hint);
  }
}
