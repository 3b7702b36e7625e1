package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import java.io.IOException;

/**
 * Makes sure that only one of us changes the referrers of one subject at a time. Registries keep a
 * list of referrers under a tag without any protection, so two writers at once lose one of the
 * changes; and what two publish at once, both have to put in order afterwards.
 *
 * <p>The publisher holds one such lock for as long as it works on a subject, and calls the client,
 * which takes another for each change of a list: always in this order, and never the same one.
 */
public interface SubjectLock {

  /**
   * Waits until the lock is free, and takes it. Not reentrant.
   *
   * @throws InterruptedException if interrupted while waiting
   * @throws IOException if the lock cannot be had, for example because the database that keeps it
   *     is away
   */
  Held acquire(String registry, RepositoryName repository, Digest subject)
      throws InterruptedException, IOException;

  /** A lock that was taken; closed exactly once. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  /** A lock for the threads of this process. */
  static SubjectLock inProcess() {
    return new InProcessSubjectLock();
  }
}
