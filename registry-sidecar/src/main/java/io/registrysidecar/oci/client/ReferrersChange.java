package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import java.util.List;

/**
 * What the list of a subject's referrers is to become.
 *
 * @param repository where the subject is
 * @param subject the manifest referred to
 * @param add what must be listed, each with its artifact type and annotations
 * @param remove what must not be listed
 * @param first whether nobody else can have listed anything yet
 */
record ReferrersChange(
    RepositoryName repository,
    Digest subject,
    List<Descriptor> add,
    List<Digest> remove,
    boolean first) {

  /** Copies the lists. */
  ReferrersChange {
    add = List.copyOf(add);
    remove = List.copyOf(remove);
  }
}
