package io.registrysidecar.admission;

import io.registrysidecar.oci.Digest;

/** What a registry says a tag or digest names. */
sealed interface Resolution {

  /** An image or index. */
  record Found(Digest digest) implements Resolution {}

  /** Nothing. */
  record Missing() implements Resolution {}

  /** It did not say; {@code why} is for the operator. */
  record Failed(String why) implements Resolution {}
}
