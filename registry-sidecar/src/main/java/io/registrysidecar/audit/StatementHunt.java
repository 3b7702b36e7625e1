package io.registrysidecar.audit;

import io.registrysidecar.audit.Attached.Result;
import io.registrysidecar.audit.BuildClaim.Kind;
import io.registrysidecar.audit.BuildClaim.Source;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.sigstore.LegacyAttestation;
import io.registrysidecar.sign.sigstore.LegacySignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads statements about one image, within bounds. */
final class StatementHunt {

  private final ImageSource source;
  private final Trust trust;
  private final Digest image;
  private final @Nullable Digest index;
  private final Platform platform;
  private final List<BuildClaim> built = new ArrayList<>();
  private final List<Attached> attached = new ArrayList<>();
  private final List<CoverageNote> notes = new ArrayList<>();
  private @Nullable Digest place;
  private final StatementBounds bounds = new StatementBounds(this::note);

  StatementHunt(
      ImageSource source, Trust trust, Digest image, @Nullable Digest index, Platform platform) {
    this.source = source;
    this.trust = trust;
    this.image = image;
    this.index = index;
    this.platform = platform;
  }

  List<BuildClaim> built() {
    return built;
  }

  List<Attached> attached() {
    return attached;
  }

  List<CoverageNote> notes() {
    return notes;
  }

  private void found(Attached one) {
    Digest listing = index;
    attached.add(listing != null && listing.equals(place) ? one.of(listing) : one);
  }

  /** Reads an attestation manifest of an index. */
  void attestations(Descriptor entry) throws ImageException {
    place = index;
    if (bounds.isNew(entry.digest())) {
      tryToRead(entry.digest(), image, Attached.Kind.BUILDKIT_ATTESTATION, null);
    }
  }

  /** Reads what refers to {@code subject}. What this program wrote says nothing new. */
  void referrers(Digest subject) throws ImageException {
    place = subject;
    for (Descriptor referrer : source.referrers(subject, null)) {
      Attached.Kind kind = Forms.kind(referrer.artifactType());
      if (kind == null
          || referrer.annotations().containsKey(AnnotationKeys.CONTENT_FINGERPRINT)
          || !bounds.isNew(referrer.digest())) {
        continue;
      }
      String predicateType = Forms.predicateType(referrer);
      if (kind == Attached.Kind.NOTATION || Forms.isOfNoUse(predicateType)) {
        boolean signed =
            kind != Attached.Kind.BUILDKIT_ATTESTATION && kind != Attached.Kind.STATEMENT;
        found(
            new Attached(
                kind,
                referrer.digest(),
                null,
                predicateType,
                signed ? Result.UNCHECKED : Result.UNSIGNED,
                null,
                ""));
      } else {
        tryToRead(referrer.digest(), subject, kind, predicateType);
      }
    }
  }

  /** Reads what cosign before bundles puts under tags. What this program wrote says nothing new. */
  void tags(Digest subject) throws ImageException {
    place = subject;
    tag(LegacySignature.tag(subject), subject, Attached.Kind.COSIGN_SIGNATURE);
    tag(LegacyAttestation.tag(subject), subject, Attached.Kind.DSSE);
  }

  private void tag(String tag, Digest subject, Attached.Kind kind) throws ImageException {
    if (source.tagged(tag).orElse(null) instanceof Manifest.Image artifact
        && bounds.isNew(artifact.self().digest())) {
      layers(artifact, subject, kind, null);
    }
  }

  private void tryToRead(
      Digest manifest, Digest subject, Attached.Kind kind, @Nullable String predicateType)
      throws ImageException {
    try {
      if (source.manifest(manifest).orElse(null) instanceof Manifest.Image artifact) {
        layers(artifact, subject, kind, predicateType);
      } else {
        found(unreadable(kind, manifest, null, predicateType, "there is no such manifest"));
        note("the attestation " + manifest + " is listed, but not there");
      }
    } catch (ImageException e) {
      lost(kind, manifest, null, predicateType, e);
    }
  }

  private void layers(
      Manifest.Image artifact, Digest subject, Attached.Kind kind, @Nullable String predicateType)
      throws ImageException {
    Digest manifest = artifact.self().digest();
    for (Descriptor layer : artifact.layers()) {
      String said = Forms.predicateType(layer);
      String type = said == null ? predicateType : said;
      if (layer.annotations().containsKey(AnnotationKeys.CONTENT_FINGERPRINT)
          || !(Forms.isSignature(layer) || Forms.isStatement(layer.mediaType()))) {
        continue;
      }
      if (!bounds.hasRoom()) {
        return;
      }
      try {
        layer(manifest, subject, kind, layer, type);
      } catch (ImageException e) {
        lost(kind, manifest, layer.digest(), type, e);
      }
    }
  }

  private void layer(
      Digest manifest,
      Digest subject,
      Attached.Kind kind,
      Descriptor layer,
      @Nullable String predicateType)
      throws ImageException {
    if (Forms.isOfNoUse(predicateType)) {
      Result result =
          layer.mediaType().equals(Forms.IN_TOTO + "+json") ? Result.UNSIGNED : Result.UNCHECKED;
      found(new Attached(kind, manifest, layer.digest(), predicateType, result, null, "not read"));
    } else if (bounds.isSmallEnough(layer)) {
      byte[] content = source.content(layer);
      if (Forms.isSignature(layer)) {
        signature(manifest, layer, trust.ofImage(layer, content, subject));
      } else {
        judge(manifest, kind, layer, content, predicateType);
      }
    }
  }

  private void signature(Digest manifest, Descriptor layer, Optional<Verification> verification) {
    found(
        new Attached(
            Attached.Kind.COSIGN_SIGNATURE,
            manifest,
            layer.digest(),
            null,
            Result.of(verification),
            signer(verification),
            verification.map(Verification::detail).orElse("")));
  }

  private void judge(
      Digest manifest,
      Attached.Kind kind,
      Descriptor layer,
      byte[] content,
      @Nullable String predicateType) {
    Statement statement;
    try {
      statement = Statement.read(content);
    } catch (MalformedStatement e) {
      String why = String.valueOf(e.getMessage());
      found(unreadable(kind, manifest, layer.digest(), predicateType, why));
      note("the statement " + layer.digest() + " cannot be used: " + why);
      return;
    }
    Digest subject = subject(statement);
    if (subject == null) {
      found(
          new Attached(
              Forms.kind(kind, statement),
              manifest,
              layer.digest(),
              statement.predicateType(),
              Result.OF_OTHERS,
              null,
              "it is about another artifact"));
      return;
    }
    Optional<Verification> verification =
        !statement.signed()
            ? Optional.empty()
            : Forms.isOfImage(statement)
                ? trust.ofImage(layer, content, subject)
                : trust.ofStatement(content, subject);
    use(manifest, kind, layer.digest(), statement, verification);
  }

  private void use(
      Digest manifest,
      Attached.Kind kind,
      Digest blob,
      Statement statement,
      Optional<Verification> verification) {
    String signer = signer(verification);
    found(
        new Attached(
            Forms.kind(kind, statement),
            manifest,
            blob,
            statement.predicateType(),
            statement.signed() ? Result.of(verification) : Result.UNSIGNED,
            signer,
            verification.map(Verification::detail).orElse("")));
    Optional<TrustLevel> level =
        statement.signed() ? TrustLevel.ofSigned(verification) : Optional.of(TrustLevel.CLAIMED);
    if (level.isPresent()) {
      Provenance.of(statement)
          .map(provenance ->
              BuildClaim.of(
                  provenance,
                  level.get(),
                  new Source(source(kind), blob, signer),
                  platform.isUnknown() ? null : platform.toString()))
          .ifPresent(built::add);
    }
  }

  /** Which of image and index a statement is about, or null when it is about neither. */
  private @Nullable Digest subject(Statement statement) {
    if (statement.isAbout(image)) {
      return image;
    }
    return index != null && statement.isAbout(index) ? index : null;
  }

  private void note(String message) {
    notes.add(CoverageNote.of(OriginCollector.UNUSABLE, message));
  }

  /** What cannot be read does not hide the rest. */
  private void lost(
      Attached.Kind kind,
      Digest manifest,
      @Nullable Digest blob,
      @Nullable String predicateType,
      ImageException cause)
      throws ImageException {
    if (Thread.currentThread().isInterrupted()) {
      throw cause;
    }
    found(unreadable(kind, manifest, blob, predicateType, "the registry did not give it"));
    notes.add(
        CoverageNote.of(
            OriginCollector.UNREADABLE,
            "the attestation " + manifest + " was not read: " + cause.getMessage()));
  }

  private static @Nullable String signer(Optional<Verification> verification) {
    return verification.orElse(null) instanceof Verification.Trusted trusted
        ? trusted.signer()
        : null;
  }

  private static Attached unreadable(
      Attached.Kind kind,
      Digest manifest,
      @Nullable Digest blob,
      @Nullable String predicateType,
      String why) {
    return new Attached(kind, manifest, blob, predicateType, Result.UNREADABLE, null, why);
  }

  private static Kind source(Attached.Kind kind) {
    return switch (kind) {
      case COSIGN_BUNDLE -> Kind.BUNDLE;
      case BUILDKIT_ATTESTATION -> Kind.BUILDKIT_INDEX;
      default -> Kind.REFERRER;
    };
  }
}
