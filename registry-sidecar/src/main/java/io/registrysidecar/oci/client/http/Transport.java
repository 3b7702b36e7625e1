package io.registrysidecar.oci.client.http;

import java.io.IOException;

/** Sends requests. */
@FunctionalInterface
public interface Transport {

  /**
   * Sends one request and waits for the head of its answer.
   *
   * @return the answer, whatever its status; to be closed by the caller
   * @throws java.io.InterruptedIOException if the thread was interrupted; its interrupt status is
   *     then set
   * @throws TargetRefused if the target must not be talked to
   * @throws IOException if there is no answer
   */
  Answer send(HttpCall call) throws IOException;
}
