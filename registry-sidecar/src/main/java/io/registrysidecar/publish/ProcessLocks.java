package io.registrysidecar.publish;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;

/** Locks among the threads of one process. */
public final class ProcessLocks implements SubjectLocks {

  private final KeyedLocks<Key> locks = new KeyedLocks<>();

  /** No subject is held yet. */
  public ProcessLocks() {}

  @Override
  public Held acquire(Subject subject) throws InterruptedException {
    return locks.acquire(
        new Key(subject.registry(), subject.repository(), subject.manifest().digest()));
  }

  private record Key(String registry, RepositoryName repository, Digest digest) {}
}
