package io.registrysidecar.scan;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.MalformedEnvelope;
import io.registrysidecar.sign.dsse.Statement;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Which of the things that are attached to an image may be VEX documents: OpenVEX and CSAF say so
 * by their type; a CycloneDX document is one when it analyses vulnerabilities, which its content
 * alone tells.
 */
final class VexKinds {

  /** How the media types of sigstore bundles begin. */
  static final String BUNDLE = "application/vnd.dev.sigstore.bundle";

  private static final String IN_TOTO = "application/vnd.in-toto";
  private static final String OPENVEX = "application/vnd.openvex";
  private static final String CYCLONEDX = "application/vnd.cyclonedx";
  private static final String CSAF = "csaf";
  private static final String OPENVEX_PREDICATE = "https://openvex.dev/ns";
  private static final String CYCLONEDX_PREDICATE = "https://cyclonedx.org/bom";
  private static final List<String> PREDICATE_TYPE =
      List.of("in-toto.io/predicate-type", "dev.sigstore.bundle.predicateType", "predicateType");

  private VexKinds() {}

  /**
   * Whether an artifact or a layer may hold a document. What does not say what it attests may; of
   * CycloneDX, what this program published is a bill of materials and nothing else.
   */
  static boolean maySay(Descriptor descriptor) {
    String type = type(descriptor);
    if (isAnnounced(descriptor)) {
      return true;
    }
    if (isSilent(descriptor)) {
      return isSigned(type) || isForeignCycloneDx(descriptor, type.startsWith(CYCLONEDX));
    }
    return isForeignCycloneDx(
        descriptor,
        PREDICATE_TYPE.stream()
            .anyMatch(key -> isCycloneDx(descriptor.annotations().getOrDefault(key, ""))));
  }

  /** Whether it says that it is one. */
  static boolean isAnnounced(Descriptor descriptor) {
    String type = type(descriptor);
    return type.startsWith(OPENVEX)
        || isCsaf(type)
        || PREDICATE_TYPE.stream()
            .map(key -> descriptor.annotations().getOrDefault(key, ""))
            .anyMatch(predicate -> isOpenVex(predicate) || isCsaf(predicate));
  }

  /** Whether a layer is a document by itself, which nobody has signed. */
  static boolean isPlain(String mediaType) {
    return !isSigned(mediaType);
  }

  /** Whether what is attested is a document. */
  static boolean isVex(String predicateType, JsonNode predicate) {
    return isOpenVex(predicateType)
        || isCsaf(predicateType)
        || (isCycloneDx(predicateType) && analyses(predicate));
  }

  /** Whether a layer holds a document by its own account, which nobody has confirmed. */
  static boolean claimsVex(Descriptor layer, byte[] content) {
    try {
      if (isPlain(layer.mediaType())) {
        JsonNode root = BoundedJson.read(content);
        return root.path("@context").asText().startsWith(OPENVEX_PREDICATE)
            || root.path("document").path("category").asText().startsWith(CSAF)
            || analyses(root);
      }
      Statement statement = claimed(content);
      return isVex(statement.predicateType(), statement.predicate());
    } catch (IOException | MalformedEnvelope e) {
      return false; // what nobody can read says nothing
    }
  }

  /**
   * What a bundle, an envelope or a bare statement says, whoever wrote it.
   *
   * @throws IOException if it is not JSON
   * @throws MalformedEnvelope if it is none of them
   */
  static Statement claimed(byte[] content) throws IOException, MalformedEnvelope {
    JsonNode root = BoundedJson.read(content);
    return root.has("dsseEnvelope")
        ? Envelope.parse(root.path("dsseEnvelope")).statement()
        : root.has("payload") ? Envelope.parse(root).statement() : Statement.parse(content);
  }

  private static boolean analyses(JsonNode document) {
    for (JsonNode vulnerability : document.path("vulnerabilities")) {
      if (vulnerability.path("analysis").isObject()) {
        return document.path("bomFormat").asText().equals("CycloneDX");
      }
    }
    return false;
  }

  private static String type(Descriptor descriptor) {
    String type = descriptor.artifactType();
    return type == null ? descriptor.mediaType() : type;
  }

  private static boolean isSilent(Descriptor descriptor) {
    return PREDICATE_TYPE.stream().noneMatch(descriptor.annotations()::containsKey);
  }

  private static boolean isSigned(String type) {
    return type.startsWith(BUNDLE) || type.startsWith(IN_TOTO) || type.equals(Envelope.MEDIA_TYPE);
  }

  private static boolean isForeignCycloneDx(Descriptor descriptor, boolean cycloneDx) {
    return cycloneDx && !descriptor.annotations().containsKey(AnnotationKeys.CONTENT_FINGERPRINT);
  }

  private static boolean isOpenVex(String predicateType) {
    return predicateType.equals(OPENVEX_PREDICATE)
        || predicateType.startsWith(OPENVEX_PREDICATE + "/");
  }

  private static boolean isCycloneDx(String predicateType) {
    return predicateType.equals(CYCLONEDX_PREDICATE)
        || predicateType.startsWith(CYCLONEDX_PREDICATE + "/");
  }

  private static boolean isCsaf(String type) {
    return type.toLowerCase(Locale.ROOT).contains(CSAF);
  }
}
