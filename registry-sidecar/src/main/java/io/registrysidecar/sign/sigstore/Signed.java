package io.registrysidecar.sign.sigstore;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.dsse.Envelope;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** What a signature covers. */
sealed interface Signed {

  /** The signature itself; not to be modified. */
  byte[] signature();

  /** Whether {@code key} made it. */
  boolean isBy(PublicKey key);

  /** A DSSE envelope; its signature is inside. */
  record Dsse(Envelope envelope) implements Signed {

    @Override
    public byte[] signature() {
      return envelope.signature();
    }

    @Override
    public boolean isBy(PublicKey key) {
      return Signatures.verify(key, envelope.signedBytes(), signature());
    }

    Digest payloadDigest() {
      return Digest.sha256(envelope.payload());
    }

    /** The digest of what is signed, which newer logs keep. */
    Digest signedDigest() {
      return Digest.sha256(envelope.signedBytes());
    }
  }

  /**
   * Some bytes.
   *
   * @param digest theirs
   * @param content the bytes themselves, null where only their digest is known
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Message(Digest digest, byte @Nullable [] content, byte[] signature) implements Signed {

    @Override
    public boolean isBy(PublicKey key) {
      return content == null
          ? Signatures.verifyDigest(key, digest, signature)
          : Signatures.verify(key, content, signature);
    }
  }
}
