package io.registrysidecar.oci.client;

import io.registrysidecar.oci.client.auth.Scope;
import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.HttpCall;
import java.io.IOException;

/**
 * One request of the distribution specification, and what its answer means.
 *
 * @param <T> what the answer gives
 */
interface Exchange<T> {

  /** What is asked, as a sentence fragment for messages. */
  String action();

  /** The request, without authorization. The same every time: it may be sent again. */
  HttpCall call();

  /** What a token must allow for it. */
  Scope scope();

  /**
   * Reads a successful answer; the caller closes it.
   *
   * @throws RegistryException if the answer is not what it should be
   * @throws IOException if the answer breaks off
   */
  T read(Answer answer) throws IOException, RegistryException;

  /** Makes sense of an answer that is not a success. */
  default T refused(Refusal refusal) throws RegistryException {
    throw new RegistryException(refusal.failure(action(), scope()));
  }
}
