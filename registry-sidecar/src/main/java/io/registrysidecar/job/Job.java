package io.registrysidecar.job;

import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;

/**
 * A piece of work. Its identity is (kind, registry, repository, reference, generation): the same
 * job queued twice is one job.
 *
 * @param kind which handler does it, such as {@code scan}
 * @param registry the registry's configured name
 * @param repository the repository
 * @param reference the manifest that it is about
 * @param generation tells the same work wished again for a new reason, such as newer advisories,
 *     from the same wish heard twice; a new one queued while an old one runs is run afterwards
 * @param priority what it yields to
 * @param payload what the handler needs besides; at most 16 KiB, not part of the identity: the
 *     first one queued wins
 */
public record Job(
    String kind,
    String registry,
    RepositoryName repository,
    ManifestKey reference,
    String generation,
    Priority priority,
    String payload) {}
