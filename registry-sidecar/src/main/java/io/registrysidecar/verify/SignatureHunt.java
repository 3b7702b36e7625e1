package io.registrysidecar.verify;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedManifest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.notary.NotaryManifest;
import io.registrysidecar.sign.sigstore.Attested;
import io.registrysidecar.sign.sigstore.LegacyAttestation;
import io.registrysidecar.sign.sigstore.LegacySignature;
import io.registrysidecar.verify.FoundSignature.Kind;
import io.registrysidecar.verify.TrustedParties.Judged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at signatures, within bounds. One that is bad never hides the others. */
final class SignatureHunt {

  static final int MOST = 100;
  private static final long LARGEST = Envelope.LARGEST;
  private static final long MOST_BYTES = 128L << 20;
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle";
  private static final String SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json";

  /**
   * A signature in the old form that refers to its image, which cosign once wrote when asked to.
   */
  private static final String LEGACY_REFERRER = "application/vnd.dev.cosign.artifact.sig.v1+json";

  private static final List<String> PREDICATE_TYPE =
      List.of("dev.sigstore.bundle.predicateType", "in-toto.io/predicate-type", "predicateType");

  private final SignatureSource source;
  private final TrustedParties trust;
  private final Instant now;
  private final List<FoundSignature> found = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private @Nullable String wanted;
  private int looked;
  private long bytes;

  SignatureHunt(SignatureSource source, TrustedParties trust, Instant now) {
    this.source = source;
    this.trust = trust;
    this.now = now;
  }

  /** Leaves alone what by its own word is a statement of another type. */
  SignatureHunt only(String predicateType) {
    wanted = predicateType;
    return this;
  }

  List<FoundSignature> found() {
    return found;
  }

  List<String> notes() {
    return notes;
  }

  void note(String text) {
    notes.add(text);
  }

  /** Looks at everything that is attached to {@code object}. */
  void look(Descriptor object, boolean covers) throws RegistryException {
    One one = new One(Descriptor.of(object.mediaType(), object.digest(), object.size()), covers);
    for (Descriptor referrer : source.referrers(object.digest())) {
      one.referrer(referrer);
    }
    one.tag(LegacySignature.tag(object.digest()), Kind.LEGACY);
    one.tag(LegacyAttestation.tag(object.digest()), Kind.LEGACY_ATTESTATION);
  }

  private boolean isOneTooMany(Digest object) {
    if (looked++ == MOST) {
      note("more than %d signatures; the rest, of %s, was not looked at".formatted(MOST, object));
    }
    return looked > MOST;
  }

  private byte[] fetch(Descriptor layer) throws RegistryException {
    if (layer.size() > LARGEST || layer.size() > MOST_BYTES - bytes) {
      throw new RegistryException(
          new RegistryFailure.TooLarge(
              "pull " + layer.digest() + " of " + source.repository(), LARGEST));
    }
    bytes += layer.size();
    return source.content(layer);
  }

  private boolean isWanted(@Nullable String says) {
    return wanted == null || says == null || says.equals(wanted);
  }

  private static boolean isOfInterest(@Nullable String artifactType) {
    return artifactType == null
        || artifactType.startsWith(BUNDLE)
        || artifactType.equals(NotaryManifest.ARTIFACT_TYPE)
        || artifactType.equals(LEGACY_REFERRER);
  }

  private static @Nullable String predicateType(Map<String, String> annotations) {
    return PREDICATE_TYPE.stream()
        .map(annotations::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** What is attached to one manifest. */
  private final class One {
    private final Descriptor object;
    private final boolean covers;

    One(Descriptor object, boolean covers) {
      this.object = object;
      this.covers = covers;
    }

    void referrer(Descriptor referrer) throws RegistryException {
      if (!isOfInterest(referrer.artifactType())
          || !isWanted(predicateType(referrer.annotations()))
          || isOneTooMany(object.digest())) {
        return;
      }
      Kind kind = kind(referrer.artifactType());
      try {
        ManifestKey key = new ManifestKey.ByDigest(referrer.digest());
        switch (source.manifest(key).orElse(null)) {
          case Manifest.Image image -> artifact(referrer, image);
          case Manifest.Index _ -> { // no form of signature is an index
          }
          case null -> unreadable(kind, referrer.digest(), null, "it is listed, but not there");
        }
      } catch (RegistryException e) {
        unreadable(kind, referrer.digest(), null, String.valueOf(e.getMessage()));
      }
    }

    /** By what the manifest says; the list of referrers is anybody's word. */
    private void artifact(Descriptor referrer, Manifest.Image image) {
      String type = image.artifactType();
      if (NotaryManifest.isSignature(image)) {
        notary(image);
      } else if (type != null && type.startsWith(BUNDLE)) {
        String says = predicateType(referrer.annotations());
        layers(image, Kind.BUNDLE, says == null ? predicateType(image.annotations()) : says);
      } else if (LEGACY_REFERRER.equals(type)
          || LEGACY_REFERRER.equals(image.config().mediaType())) {
        layers(image, Kind.LEGACY, "");
      } else if (kind(referrer.artifactType()) != Kind.LEGACY_ATTESTATION) {
        unreadable(
            kind(referrer.artifactType()),
            referrer.digest(),
            null,
            "it is listed as a signature, and is none");
      }
    }

    void tag(String tag, Kind kind) throws RegistryException {
      try {
        if (source.manifest(new ManifestKey.Tag(tag)).orElse(null)
            instanceof Manifest.Image image) {
          layers(image, kind, kind == Kind.LEGACY ? "" : null);
        }
      } catch (RegistryException e) {
        note("what is under the tag " + tag + " was not looked at: " + e.getMessage());
      }
    }

    private void layers(Manifest.Image image, Kind kind, @Nullable String says) {
      Digest holder = image.self().digest();
      for (Descriptor layer : image.layers()) {
        String type = says == null ? predicateType(layer.annotations()) : says;
        if (isWanted(type) && !isOneTooMany(object.digest())) {
          attempt(kind, holder, layer, type);
        }
      }
    }

    private void attempt(Kind kind, Digest holder, Descriptor layer, @Nullable String says) {
      try {
        byte[] content = fetch(layer);
        Digest image = object.digest();
        add(
            kind,
            holder,
            says,
            trust.judge(party ->
                switch (kind) {
                  case BUNDLE -> party.sigstore().bundle(layer, content, image);
                  case LEGACY_ATTESTATION -> party.sigstore().attestation(layer, content, image);
                  case LEGACY ->
                      layer.mediaType().equals(SIMPLE_SIGNING)
                          ? party.sigstore().image(layer, content, image)
                          : new Attested(
                              new Verification.Invalid(
                                  "a layer is of the type \"" + layer.mediaType() + "\""),
                              Optional.empty());
                  case NOTARY -> party.notary(content, layer, object, source.repository(), now);
                }));
      } catch (RegistryException e) {
        unreadable(kind, holder, says, String.valueOf(e.getMessage()));
      }
    }

    private void notary(Manifest.Image image) {
      try {
        Descriptor layer = NotaryManifest.envelope(image, object);
        attempt(Kind.NOTARY, image.self().digest(), layer, "");
      } catch (MalformedManifest e) {
        unreadable(Kind.NOTARY, image.self().digest(), "", String.valueOf(e.getMessage()));
      }
    }

    private void add(Kind kind, Digest holder, @Nullable String says, Judged judged) {
      String said =
          judged
              .statement()
              .map(statement ->
                  statement.predicateType().equals(Statement.IMAGE_SIGNATURE)
                      ? ""
                      : statement.predicateType())
              .orElse(
                  judged.verification() instanceof Verification.Trusted
                          || Statement.IMAGE_SIGNATURE.equals(says)
                      ? ""
                      : says);
      found.add(
          new FoundSignature(
              kind,
              holder,
              object.digest(),
              covers,
              said,
              judged.verification(),
              judged.roles(),
              judged.statement(),
              judged.remarks()));
    }

    private void unreadable(Kind kind, Digest holder, @Nullable String says, String why) {
      found.add(
          new FoundSignature(
              kind,
              holder,
              object.digest(),
              covers,
              says,
              new Verification.Invalid(why),
              Set.of(),
              Optional.empty(),
              Map.of()));
    }

    private static Kind kind(@Nullable String artifactType) {
      if (artifactType == null) {
        return Kind.LEGACY_ATTESTATION; // no referrer is one, so this means that nothing is known
      }
      return artifactType.startsWith(BUNDLE)
          ? Kind.BUNDLE
          : artifactType.equals(LEGACY_REFERRER) ? Kind.LEGACY : Kind.NOTARY;
    }
  }
}
