package io.registrysidecar.scan;

import io.registrysidecar.advisory.vex.MalformedVex;
import io.registrysidecar.advisory.vex.VexDocument;
import io.registrysidecar.advisory.vex.VexReader;
import io.registrysidecar.advisory.vex.VexStatement;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.MalformedEnvelope;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.sigstore.Attested;
import io.registrysidecar.sign.sigstore.LegacyAttestation;
import io.registrysidecar.sign.sigstore.SigstoreVerifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads VEX documents that are attached to one image, within bounds. What this installation has
 * attached itself is passed over: it says what operators said once, and what they say now is known.
 */
final class VexReferrers {

  private static final int MOST_ARTIFACTS = 32;
  private static final int MOST_LAYERS = 64;
  private static final int MOST_LEGACY = 1000;
  private static final long LARGEST = 8L << 20;
  private static final long MOST_BYTES = 32L << 20;

  private final ImageSource source;
  private final Optional<SigstoreVerifier> authors;
  private final boolean requireSignature;
  private final OwnResults own;
  private final List<VexStatement> statements = new ArrayList<>();
  private final List<CoverageNote> notes = new ArrayList<>();
  private final Set<Digest> seen = new HashSet<>();
  private int layers;
  private long bytes;

  VexReferrers(
      ImageSource source,
      Optional<SigstoreVerifier> authors,
      boolean requireSignature,
      OwnResults own) {
    this.source = source;
    this.authors = authors;
    this.requireSignature = requireSignature;
    this.own = own;
  }

  List<VexStatement> statements() {
    return statements;
  }

  List<CoverageNote> notes() {
    return notes;
  }

  /** Reads what refers to {@code subject}, and what cosign's older form attests of it. */
  void look(Digest subject) {
    try {
      for (Descriptor referrer : source.referrers(subject, null)) {
        if (VexKinds.maySay(referrer) && seen.add(referrer.digest())) {
          if (seen.size() > MOST_ARTIFACTS) {
            note(
                VexSources.UNREADABLE,
                "more than " + MOST_ARTIFACTS + " VEX documents are attached");
            return;
          }
          read(referrer, subject);
        }
      }
      lookAtLegacy(subject);
    } catch (ImageException e) {
      note(
          VexSources.UNREADABLE,
          "VEX documents attached to " + subject + " were not read: " + e.getMessage());
    }
  }

  private void read(Descriptor referrer, Digest subject) throws ImageException {
    if (!(source.manifest(referrer.digest()).orElse(null) instanceof Manifest.Image artifact)) {
      note(
          VexSources.UNREADABLE, "VEX referrer " + referrer.digest() + " is listed, but not there");
      return;
    }
    for (Descriptor layer : artifact.layers()) {
      if (!read("referrer " + referrer.digest(), VexKinds.isAnnounced(referrer), layer, subject)) {
        return;
      }
    }
  }

  /** One layer for each attestation, of whatever it is; all of them are anybody's to write. */
  private void lookAtLegacy(Digest subject) throws ImageException {
    String tag = LegacyAttestation.tag(subject);
    if (!(source.tagged(tag).orElse(null) instanceof Manifest.Image attestations)) {
      return;
    }
    if (attestations.layers().size() > MOST_LEGACY) {
      note(VexSources.UNREADABLE, "the tag " + tag + " holds more than " + MOST_LEGACY + " layers");
      return;
    }
    for (Descriptor layer : attestations.layers()) {
      if (layer.mediaType().equals(Envelope.MEDIA_TYPE)
          && VexKinds.maySay(layer)
          && !read("attestation " + layer.digest(), VexKinds.isAnnounced(layer), layer, subject)) {
        return;
      }
    }
  }

  /** False when nothing more is read. */
  private boolean read(String name, boolean announced, Descriptor layer, Digest subject)
      throws ImageException {
    if (!announced && layer.size() > LARGEST) {
      return true; // somebody's bill of materials, most likely
    }
    layers++;
    if (layers > MOST_LAYERS || layer.size() > LARGEST || layer.size() > MOST_BYTES - bytes) {
      note(VexSources.UNREADABLE, "VEX " + name + " is one too many or too large to be read");
      return false;
    }
    bytes += layer.size();
    byte[] content = source.content(layer);
    if (!own.isOwn(layer, content, subject)) {
      use(name, announced, layer, subject, content);
    }
    return true;
  }

  private void use(
      String name, boolean announced, Descriptor layer, Digest subject, byte[] content) {
    Attested attested = attested(layer, content, subject);
    if (attested.verification() instanceof Verification.Trusted(String signer, var _, var _)
        && attested.statement().isPresent()) {
      Statement statement = attested.statement().get();
      if (VexKinds.isVex(statement.predicateType(), statement.predicate())) {
        add(BoundedJson.write(statement.predicate()), name + ", signed by " + signer);
      }
    } else if (!requireSignature) {
      unsigned(announced, layer, subject, content, name);
    } else if (announced || VexKinds.claimsVex(layer, content)) {
      note(
          VexSources.NOT_APPLIED,
          "VEX "
              + name
              + " was not applied: "
              + attested.verification().detail()
              + (VexKinds.isPlain(layer.mediaType())
                  ? ". Its author attests it (cosign attest)"
                      + " with a key that vex.authors names."
                  : ". Name the key of its author under vex.authors if it is to be believed."));
    }
  }

  private Attested attested(Descriptor layer, byte[] content, Digest subject) {
    if (VexKinds.isPlain(layer.mediaType())) {
      return nobody("it is not signed");
    }
    if (authors.isEmpty()) {
      return nobody("no author is configured");
    }
    return layer.mediaType().startsWith(VexKinds.BUNDLE)
        ? authors.get().bundle(layer, content, subject)
        : authors.get().attestation(layer, content, subject);
  }

  private static Attested nobody(String why) {
    return new Attested(new Verification.Untrusted("nobody", why), Optional.empty());
  }

  /** Where the configuration says that signatures do not matter. */
  private void unsigned(
      boolean announced, Descriptor layer, Digest subject, byte[] content, String name) {
    try {
      if (VexKinds.isPlain(layer.mediaType())) {
        if (announced || VexKinds.claimsVex(layer, content)) {
          add(content, name + ", not signed by a known author");
        }
        return;
      }
      Statement statement = VexKinds.claimed(content);
      if (VexKinds.isVex(statement.predicateType(), statement.predicate())
          && statement.isAbout(subject)) {
        add(BoundedJson.write(statement.predicate()), name + ", not signed by a known author");
      }
    } catch (IOException | MalformedEnvelope e) {
      if (announced) {
        note(VexSources.UNREADABLE, "VEX " + name + " was not used: " + e.getMessage());
      }
    }
  }

  private void add(byte[] document, String name) {
    try {
      VexDocument read = VexReader.read(document, name);
      read.statements().forEach(statement -> statements.add(statement.attached()));
      notes.addAll(read.notes());
    } catch (MalformedVex e) {
      note(VexSources.UNREADABLE, "VEX " + name + " was not used: " + e.reason());
    }
  }

  private void note(String code, String message) {
    notes.add(CoverageNote.of(code, message));
  }
}
