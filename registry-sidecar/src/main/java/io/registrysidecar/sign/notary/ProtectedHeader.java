package io.registrysidecar.sign.notary;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The headers that a signature covers, whatever the kind of envelope. Each method fails when the
 * header is missing or not of its type.
 */
interface ProtectedHeader {

  /** The names of all headers but those that only this kind of envelope has. */
  Set<String> names();

  /** The algorithm by its JWS name, as the header claims it. */
  String algorithm() throws MalformedEnvelope;

  String contentType() throws MalformedEnvelope;

  List<String> critical() throws MalformedEnvelope;

  String text(String name) throws MalformedEnvelope;

  Instant time(String name) throws MalformedEnvelope;
}
