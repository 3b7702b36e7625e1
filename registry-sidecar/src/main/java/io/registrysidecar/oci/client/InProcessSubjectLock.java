package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/** First come, first served; subjects that nobody holds or awaits take no memory. */
final class InProcessSubjectLock implements SubjectLock {

  private final ConcurrentMap<Key, Lock> locks = new ConcurrentHashMap<>();

  @Override
  public Held acquire(String registry, RepositoryName repository, Digest subject)
      throws InterruptedException {
    Key key = new Key(registry, repository, subject);
    Lock lock =
        locks.compute(
            key, (k, old) -> old == null ? new Lock(new Semaphore(1, true), 1) : old.users(1));
    try {
      lock.permit.acquire();
    } catch (InterruptedException e) {
      leave(key);
      throw e;
    }
    return () -> {
      lock.permit.release();
      leave(key);
    };
  }

  private void leave(Key key) {
    locks.computeIfPresent(key, (k, lock) -> lock.users == 1 ? null : lock.users(-1));
  }

  private record Key(String registry, RepositoryName repository, Digest subject) {}

  /** A lock and how many hold or await it. */
  private record Lock(Semaphore permit, int users) {
    Lock users(int more) {
      return new Lock(permit, users + more);
    }
  }
}
