package io.registrysidecar.publish;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/**
 * One lock per key within this process, first come, first served; keys that nobody holds or awaits
 * take no memory.
 */
final class KeyedLocks<K> {

  private final ConcurrentMap<K, Lock> locks = new ConcurrentHashMap<>();

  SubjectLocks.Held acquire(K key) throws InterruptedException {
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

  private void leave(K key) {
    locks.computeIfPresent(key, (k, lock) -> lock.users == 1 ? null : lock.users(-1));
  }

  private record Lock(Semaphore permit, int users) {
    Lock users(int more) {
      return new Lock(permit, users + more);
    }
  }
}
