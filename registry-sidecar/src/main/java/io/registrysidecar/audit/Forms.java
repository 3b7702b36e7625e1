package io.registrysidecar.audit;

import io.registrysidecar.oci.Descriptor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which artifacts and layers hold signatures and statements, by what they call themselves. */
final class Forms {

  static final String IN_TOTO = "application/vnd.in-toto";

  private static final String NOTATION = "application/vnd.cncf.notary.signature";
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle";
  private static final String DSSE = "application/vnd.dsse.envelope.v1+json";
  private static final String BUILDKIT = "application/vnd.docker.attestation.manifest.v1+json";
  private static final String SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json";

  /** A signature in the old form that refers to its image, as cosign writes it when asked to. */
  private static final String SIGNATURE = "application/vnd.dev.cosign.artifact.sig.v1+json";

  private static final String SIGNING = "https://sigstore.dev/cosign/sign/v1";
  private static final List<String> PREDICATE_TYPE =
      List.of("in-toto.io/predicate-type", "dev.sigstore.bundle.predicateType", "predicateType");

  private Forms() {}

  /** Bills of materials and scan results can be large, and say nothing of the origin. */
  static boolean isOfNoUse(@Nullable String predicateType) {
    return predicateType != null
        && !Provenance.isKnown(predicateType)
        && !predicateType.equals(SIGNING);
  }

  /** Whether a statement says that the image is signed, and nothing else. */
  static boolean isOfImage(Statement statement) {
    return statement.predicateType().equals(SIGNING);
  }

  /** Whether a layer is a signature of the image in cosign's old form. */
  static boolean isSignature(Descriptor layer) {
    return layer.mediaType().equals(SIMPLE_SIGNING);
  }

  static boolean isStatement(String mediaType) {
    return mediaType.startsWith(BUNDLE) || mediaType.equals(DSSE) || mediaType.startsWith(IN_TOTO);
  }

  static Attached.@Nullable Kind kind(@Nullable String artifactType) {
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
      case SIGNATURE -> Attached.Kind.COSIGN_SIGNATURE;
      case DSSE -> Attached.Kind.DSSE;
      case BUILDKIT -> Attached.Kind.BUILDKIT_ATTESTATION;
      default -> null;
    };
  }

  /** A bare statement may turn out to be in an envelope. */
  static Attached.Kind kind(Attached.Kind promised, Statement statement) {
    return statement.signed() && promised != Attached.Kind.COSIGN_BUNDLE
        ? Attached.Kind.DSSE
        : promised;
  }

  static @Nullable String predicateType(Descriptor descriptor) {
    for (String key : PREDICATE_TYPE) {
      Optional<String> type = Text.of(descriptor.annotations().get(key));
      if (type.isPresent()) {
        return type.get();
      }
    }
    return null;
  }
}
