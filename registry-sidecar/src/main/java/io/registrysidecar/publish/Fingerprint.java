package io.registrysidecar.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.schema.MediaTypes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two contents say the same about an image. For an SBOM and for SARIF that is their
 * digest. A report also says when it was made, by which scan, with which state of the advisories
 * and under which tags the image was known then; none of that makes a new result, so the
 * fingerprint leaves it out. Otherwise every advisory update would push every report again.
 */
final class Fingerprint {

  private static final JsonMapper JSON = new JsonMapper();

  private Fingerprint() {}

  /**
   * The fingerprint of {@code content}, which somebody else may have written: what cannot be read
   * as a report is taken as plain bytes.
   */
  static Digest of(String type, byte[] content) {
    if (!type.equals(MediaTypes.REPORT)) {
      return Digest.sha256(content);
    }
    try {
      return JSON.readTree(content) instanceof ObjectNode report
          ? Digest.sha256(withoutCircumstances(report))
          : Digest.sha256(content);
    } catch (IOException e) {
      return Digest.sha256(content);
    }
  }

  /** The fingerprint that a referrer's annotations claim, or null when they claim none. */
  static @Nullable Digest claimedBy(Descriptor referrer) {
    String text = referrer.annotations().get(AnnotationKeys.CONTENT_FINGERPRINT);
    try {
      return text == null ? null : Digest.parse(text);
    } catch (MalformedReference e) {
      return null; // anyone may have written it
    }
  }

  private static byte[] withoutCircumstances(ObjectNode report) throws JsonProcessingException {
    report.remove("advisories");
    JsonNode scan = report.remove("scan");
    if (scan != null) {
      report.set("scanner", scan.path("scanner"));
    }
    if (report.get("image") instanceof ObjectNode image) {
      image.remove("tags");
    }
    return JSON.writeValueAsBytes(report);
  }
}
