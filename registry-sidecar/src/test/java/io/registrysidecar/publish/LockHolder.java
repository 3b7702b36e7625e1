package io.registrysidecar.publish;

import io.registrysidecar.oci.client.SubjectLock;
import java.nio.file.Path;

/** A process that takes a lock, says so, and keeps it until it is killed. */
final class LockHolder {

  private LockHolder() {}

  /** Takes the lock file as its only argument. */
  public static void main(String[] args) throws Exception {
    try (FileLocks locks = new FileLocks(Path.of(args[0]));
        SubjectLock.Held _ = FileLocksTest.acquire(locks, FileLocksTest.subject("one"))) {
      System.out.println("held");
      Thread.currentThread().join();
    }
  }
}
