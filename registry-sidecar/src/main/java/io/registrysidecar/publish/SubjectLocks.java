package io.registrysidecar.publish;

/** Lets one writer at a time change the referrers of a subject. */
public interface SubjectLocks {

  /** Waits until no one else holds the subject. */
  Held acquire(Subject subject) throws InterruptedException;

  /** A subject that is held until closed; closed exactly once. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }
}
