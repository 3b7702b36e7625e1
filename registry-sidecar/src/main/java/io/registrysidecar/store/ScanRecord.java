package io.registrysidecar.store;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One scan, from the wish to its end.
 *
 * @param id its number
 * @param registry the registry's configured name
 * @param repository the repository
 * @param reference the tag or digest that was asked for
 * @param digest what the reference was resolved to, or null before
 * @param cause why it was wished, such as {@code push} or {@code request}
 * @param state the name of the state that it is in
 * @param detail what the state has to say, or empty
 * @param requestedAt when it was wished
 * @param startedAt when it began, or null
 * @param finishedAt when it ended, or null
 * @param failure why it failed, or null
 */
public record ScanRecord(
    long id,
    String registry,
    RepositoryName repository,
    String reference,
    @Nullable Digest digest,
    String cause,
    String state,
    String detail,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String failure) {}
