package io.registrysidecar.scan;

import io.registrysidecar.advisory.vex.MalformedVex;
import io.registrysidecar.advisory.vex.VexDocument;
import io.registrysidecar.advisory.vex.VexReader;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.http.Locations;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.sigstore.Attested;
import io.registrysidecar.sign.sigstore.Bundle;
import io.registrysidecar.sign.sigstore.SigstoreVerifier;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which documents on web servers are believed.
 *
 * @param authors trusts those whose documents are; empty if there are none
 * @param requireSignature whether a document has to be signed by one of them
 */
public record VexBelief(Optional<SigstoreVerifier> authors, boolean requireSignature) {

  /** What is added to the address of a document to get that of the bundle that signs it. */
  static final String SIGNATURE = ".sigstore.json";

  /**
   * What a document says, as far as it is believed.
   *
   * @param bundle the sigstore bundle beside it, or null when there is none
   */
  VexSources.Heard hear(URI address, byte[] document, byte @Nullable [] bundle) {
    Verification signature = signature(document, bundle);
    if (requireSignature && !(signature instanceof Verification.Trusted)) {
      return note(
          VexSources.NOT_APPLIED,
          "VEX from "
              + Locations.shown(address)
              + " was not applied: "
              + signature.detail()
              + ". Its author signs it (cosign sign-blob --bundle) and puts the bundle beside it,"
              + " with "
              + SIGNATURE
              + " added to the address; name the key under vex.authors.");
    }
    String by =
        signature instanceof Verification.Trusted(String signer, var _, var _)
            ? ", signed by " + signer
            : ", not signed by a known author";
    try {
      VexDocument read = VexReader.read(document, Locations.shown(address) + by);
      return new VexSources.Heard(read.statements(), read.notes());
    } catch (MalformedVex e) {
      return unreadable(address, e.reason());
    }
  }

  static VexSources.Heard unreadable(URI address, String why) {
    return note(VexSources.UNREADABLE, "VEX from " + Locations.shown(address) + ": " + why);
  }

  /** Of the document itself: that somebody attests something of it does not make it his word. */
  private Verification signature(byte[] document, byte @Nullable [] bundle) {
    if (bundle == null) {
      return new Verification.Untrusted("nobody", "no signature is beside it");
    }
    if (authors.isEmpty()) {
      return new Verification.Untrusted("nobody", "no author is configured");
    }
    Attested attested =
        authors
            .get()
            .bundle(Descriptor.of(Bundle.MEDIA_TYPE, bundle), bundle, Digest.sha256(document));
    return attested.statement().isPresent()
        ? new Verification.Invalid("the bundle beside it attests something, and is no signature")
        : attested.verification();
  }

  private static VexSources.Heard note(String code, String message) {
    return new VexSources.Heard(List.of(), List.of(CoverageNote.of(code, message)));
  }
}
