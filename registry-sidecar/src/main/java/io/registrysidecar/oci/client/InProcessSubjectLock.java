package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * A fixed number of locks, shared by subjects: two subjects that meet on one lock wait for each
 * other without need, which is harmless because nobody holds two.
 */
final class InProcessSubjectLock implements SubjectLock {

  private static final int STRIPES = 256;

  private final ReentrantLock[] stripes =
      Stream.generate(() -> new ReentrantLock(true)).limit(STRIPES).toArray(ReentrantLock[]::new);

  @Override
  public Held acquire(String registry, RepositoryName repository, Digest subject)
      throws InterruptedException {
    int stripe = Math.floorMod(Objects.hash(registry, repository, subject), STRIPES);
    ReentrantLock lock = stripes[stripe];
    lock.lockInterruptibly();
    return lock::unlock;
  }
}
