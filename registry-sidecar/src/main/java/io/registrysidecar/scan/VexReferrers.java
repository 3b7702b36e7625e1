package io.registrysidecar.scan;

import com.fasterxml.jackson.databind.JsonNode;
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

  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle";
  private static final String IN_TOTO = "application/vnd.in-toto";
  private static final String OPENVEX = "application/vnd.openvex";
  private static final String PREDICATE = "https://openvex.dev/ns";
  private static final List<String> PREDICATE_TYPE =
      List.of("in-toto.io/predicate-type", "dev.sigstore.bundle.predicateType", "predicateType");

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
        if (maySay(referrer) && seen.add(referrer.digest())) {
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
      if (!read("referrer " + referrer.digest(), isAnnounced(referrer), layer, subject)) {
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
      boolean silent = PREDICATE_TYPE.stream().noneMatch(layer.annotations()::containsKey);
      if (layer.mediaType().equals(Envelope.MEDIA_TYPE)
          && (isAnnounced(layer) || silent)
          && !read("attestation " + layer.digest(), isAnnounced(layer), layer, subject)) {
        return;
      }
    }
  }

  /** False when nothing more is read. */
  private boolean read(String name, boolean announced, Descriptor layer, Digest subject)
      throws ImageException {
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
      if (isVex(attested.statement().get().predicateType())) {
        add(
            BoundedJson.write(attested.statement().get().predicate()),
            name + ", signed by " + signer);
      }
    } else if (requireSignature) {
      if (announced) {
        note(
            VexSources.NOT_APPLIED,
            "VEX "
                + name
                + " was not applied: "
                + attested.verification().detail()
                + ". Name the key of its author under vex.authors if it is to be believed.");
      }
    } else {
      unsigned(layer, subject, content, name);
    }
  }

  private Attested attested(Descriptor layer, byte[] content, Digest subject) {
    if (authors.isEmpty()) {
      return nobody("no author is configured");
    }
    if (layer.mediaType().startsWith(OPENVEX)) {
      return nobody("it is not signed");
    }
    return layer.mediaType().startsWith(BUNDLE)
        ? authors.get().bundle(layer, content, subject)
        : authors.get().attestation(layer, content, subject);
  }

  private static Attested nobody(String why) {
    return new Attested(new Verification.Untrusted("nobody", why), Optional.empty());
  }

  /** Where the configuration says that signatures do not matter. */
  private void unsigned(Descriptor layer, Digest subject, byte[] content, String name) {
    try {
      if (layer.mediaType().startsWith(OPENVEX)) {
        add(content, name + ", not signed by a known author");
        return;
      }
      JsonNode root = BoundedJson.read(content);
      Statement statement =
          root.has("dsseEnvelope")
              ? Envelope.parse(root.path("dsseEnvelope")).statement()
              : root.has("payload") ? Envelope.parse(root).statement() : Statement.parse(content);
      if (isVex(statement.predicateType()) && statement.isAbout(subject)) {
        add(BoundedJson.write(statement.predicate()), name + ", not signed by a known author");
      }
    } catch (IOException | MalformedEnvelope e) {
      note(VexSources.UNREADABLE, "VEX " + name + " was not used: " + e.getMessage());
    }
  }

  private void add(byte[] document, String name) {
    try {
      VexDocument read = VexReader.read(document, name);
      statements.addAll(read.statements());
      notes.addAll(read.notes());
    } catch (MalformedVex e) {
      note(VexSources.UNREADABLE, "VEX " + name + " was not used: " + e.reason());
    }
  }

  private void note(String code, String message) {
    notes.add(CoverageNote.of(code, message));
  }

  /** A bundle that does not say what it attests may be one. */
  private static boolean maySay(Descriptor referrer) {
    String type = referrer.artifactType();
    if (type == null) {
      return false;
    }
    boolean silent = PREDICATE_TYPE.stream().noneMatch(referrer.annotations()::containsKey);
    return isAnnounced(referrer)
        || (silent
            && (type.startsWith(BUNDLE)
                || type.startsWith(IN_TOTO)
                || type.equals(Envelope.MEDIA_TYPE)));
  }

  private static boolean isAnnounced(Descriptor referrer) {
    String type = referrer.artifactType();
    return (type != null && type.startsWith(OPENVEX))
        || PREDICATE_TYPE.stream()
            .anyMatch(key -> isVex(referrer.annotations().getOrDefault(key, "")));
  }

  private static boolean isVex(String predicateType) {
    return predicateType.equals(PREDICATE) || predicateType.startsWith(PREDICATE + "/");
  }
}
