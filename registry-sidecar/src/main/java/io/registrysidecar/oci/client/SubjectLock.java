package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import java.io.IOException;

/**
 * Makes sure that only one of us rewrites the list of referrers of one subject at a time.
 * Registries keep the list under a tag without any protection, so two writers at once lose one of
 * the changes.
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

  /** A lock that was taken. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  /** A lock for the threads of this process. */
  static SubjectLock inProcess() {
    return new InProcessSubjectLock();
  }
}
