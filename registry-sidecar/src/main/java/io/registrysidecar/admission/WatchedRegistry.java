package io.registrysidecar.admission;

import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import java.net.URI;
import java.util.function.Predicate;

/**
 * A registry that is looked after.
 *
 * @param name its configured name
 * @param host as references write it
 * @param url its address
 * @param accepts whether a repository is looked after, too
 * @param client speaks to it
 */
public record WatchedRegistry(
    String name,
    String host,
    URI url,
    Predicate<RepositoryName> accepts,
    DistributionClient client) {}
