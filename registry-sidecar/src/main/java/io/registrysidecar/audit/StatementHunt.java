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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads statements about one image, within bounds. */
final class StatementHunt {

  static final int MOST_ARTIFACTS = 32;
  private static final int MOST_STATEMENTS = 64;
  private static final long LARGEST = 8L << 20;
  private static final long MOST_BYTES = 16L << 20;

  private static final String NOTATION = "application/vnd.cncf.notary.signature";
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle";
  private static final String DSSE = "application/vnd.dsse.envelope.v1+json";
  private static final String IN_TOTO = "application/vnd.in-toto";
  private static final String BUILDKIT = "application/vnd.docker.attestation.manifest.v1+json";
  private static final String SIGNING = "https://sigstore.dev/cosign/sign/v1";
  private static final List<String> PREDICATE_TYPE =
      List.of("in-toto.io/predicate-type", "dev.sigstore.bundle.predicateType", "predicateType");

  private final ImageSource source;
  private final Trust trust;
  private final Digest image;
  private final @Nullable Digest index;
  private final Platform platform;
  private final List<BuildClaim> built = new ArrayList<>();
  private final List<Attached> attached = new ArrayList<>();
  private final List<CoverageNote> notes = new ArrayList<>();
  private final Set<Digest> seen = new HashSet<>();
  private int statements;
  private long bytes;

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

  /** Reads an attestation manifest of an index. */
  void attestations(Descriptor entry) throws ImageException {
    if (isNew(entry.digest())) {
      tryToRead(entry.digest(), Attached.Kind.BUILDKIT_ATTESTATION, null);
    }
  }

  /** Reads what refers to {@code subject}. What this program wrote says nothing new. */
  void referrers(Digest subject) throws ImageException {
    for (Descriptor referrer : source.referrers(subject, null)) {
      Attached.Kind kind = kind(referrer.artifactType());
      if (kind == null
          || referrer.annotations().containsKey(AnnotationKeys.CONTENT_FINGERPRINT)
          || !isNew(referrer.digest())) {
        continue;
      }
      String predicateType = predicateType(referrer);
      if (kind == Attached.Kind.NOTATION || isOfNoUse(predicateType)) {
        boolean signed =
            kind != Attached.Kind.BUILDKIT_ATTESTATION && kind != Attached.Kind.STATEMENT;
        attached.add(
            new Attached(
                kind,
                referrer.digest(),
                null,
                predicateType,
                signed ? Result.UNCHECKED : Result.UNSIGNED,
                null,
                ""));
      } else {
        tryToRead(referrer.digest(), kind, predicateType);
      }
    }
  }

  /** One that cannot be read does not hide the others. */
  private void tryToRead(Digest manifest, Attached.Kind kind, @Nullable String predicateType)
      throws ImageException {
    try {
      read(manifest, kind, predicateType);
    } catch (ImageException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      attached.add(unreadable(kind, manifest, null, predicateType, "the registry did not give it"));
      notes.add(
          CoverageNote.of(
              OriginCollector.UNREADABLE,
              "the attestation " + manifest + " was not read: " + e.getMessage()));
    }
  }

  private void read(Digest manifest, Attached.Kind kind, @Nullable String predicateType)
      throws ImageException {
    if (!(source.manifest(manifest).orElse(null) instanceof Manifest.Image artifact)) {
      attached.add(unreadable(kind, manifest, null, predicateType, "there is no such manifest"));
      note("the attestation " + manifest + " is listed, but not there");
      return;
    }
    for (Descriptor layer : artifact.layers()) {
      String said = predicateType(layer);
      String type = said == null ? predicateType : said;
      if (!isStatement(layer.mediaType())) {
        continue;
      }
      if (isOfNoUse(type)) {
        Result result =
            layer.mediaType().equals(IN_TOTO + "+json") ? Result.UNSIGNED : Result.UNCHECKED;
        attached.add(new Attached(kind, manifest, layer.digest(), type, result, null, "not read"));
      } else if (isWithinBounds(layer)) {
        judge(manifest, kind, layer, type);
      }
    }
  }

  private void judge(
      Digest manifest, Attached.Kind kind, Descriptor layer, @Nullable String predicateType)
      throws ImageException {
    byte[] content = source.content(layer);
    Statement statement;
    try {
      statement = Statement.read(content);
    } catch (MalformedStatement e) {
      String why = String.valueOf(e.getMessage());
      attached.add(unreadable(kind, manifest, layer.digest(), predicateType, why));
      note("the statement " + layer.digest() + " cannot be used: " + why);
      return;
    }
    Digest subject = subject(statement);
    if (subject == null) {
      attached.add(
          new Attached(
              kind(kind, statement),
              manifest,
              layer.digest(),
              statement.predicateType(),
              Result.OF_OTHERS,
              null,
              "it is about another artifact"));
      return;
    }
    use(manifest, kind, layer.digest(), statement, content, subject);
  }

  private void use(
      Digest manifest,
      Attached.Kind kind,
      Digest blob,
      Statement statement,
      byte[] content,
      Digest subject) {
    Optional<Verification> verification =
        statement.signed() ? trust.of(content, subject) : Optional.empty();
    String signer =
        verification.orElse(null) instanceof Verification.Trusted trusted ? trusted.signer() : null;
    attached.add(
        new Attached(
            kind(kind, statement),
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

  private boolean isNew(Digest artifact) {
    if (!seen.add(artifact)) {
      return false;
    }
    if (seen.size() == MOST_ARTIFACTS + 1) {
      note("more than " + MOST_ARTIFACTS + " attestations and signatures refer to the image");
    }
    return seen.size() <= MOST_ARTIFACTS;
  }

  private boolean isWithinBounds(Descriptor layer) {
    statements++;
    if (statements > MOST_STATEMENTS
        || layer.size() > LARGEST
        || layer.size() > MOST_BYTES - bytes) {
      note("the statement " + layer.digest() + " is one too many or too large to be read");
      return false;
    }
    bytes += layer.size();
    return true;
  }

  private void note(String message) {
    notes.add(CoverageNote.of(OriginCollector.UNUSABLE, message));
  }

  private static Attached unreadable(
      Attached.Kind kind,
      Digest manifest,
      @Nullable Digest blob,
      @Nullable String predicateType,
      String why) {
    return new Attached(kind, manifest, blob, predicateType, Result.UNREADABLE, null, why);
  }

  /** Bills of materials and scan results can be large, and say nothing of the origin. */
  private static boolean isOfNoUse(@Nullable String predicateType) {
    return predicateType != null
        && !Provenance.isKnown(predicateType)
        && !predicateType.equals(SIGNING);
  }

  private static boolean isStatement(String mediaType) {
    return mediaType.startsWith(BUNDLE) || mediaType.equals(DSSE) || mediaType.startsWith(IN_TOTO);
  }

  private static Attached.@Nullable Kind kind(@Nullable String artifactType) {
    if (artifactType == null) {
      return null;
    }
    if (artifactType.startsWith(BUNDLE)) {
      return Attached.Kind.COSIGN_BUNDLE;
    }
    if (artifactType.startsWith(IN_TOTO)) {
      return artifactType.endsWith("+dsse") ? Attached.Kind.DSSE : Attached.Kind.STATEMENT;
    }
    return switch (artifactType) {
      case NOTATION -> Attached.Kind.NOTATION;
      case DSSE -> Attached.Kind.DSSE;
      case BUILDKIT -> Attached.Kind.BUILDKIT_ATTESTATION;
      default -> null;
    };
  }

  /** A bare statement may turn out to be in an envelope. */
  private static Attached.Kind kind(Attached.Kind promised, Statement statement) {
    return statement.signed() && promised != Attached.Kind.COSIGN_BUNDLE
        ? Attached.Kind.DSSE
        : promised;
  }

  private static Kind source(Attached.Kind kind) {
    return switch (kind) {
      case COSIGN_BUNDLE -> Kind.BUNDLE;
      case BUILDKIT_ATTESTATION -> Kind.BUILDKIT_INDEX;
      default -> Kind.REFERRER;
    };
  }

  private static @Nullable String predicateType(Descriptor descriptor) {
    for (String key : PREDICATE_TYPE) {
      Optional<String> type = Text.of(descriptor.annotations().get(key));
      if (type.isPresent()) {
        return type.get();
      }
    }
    return null;
  }
}
