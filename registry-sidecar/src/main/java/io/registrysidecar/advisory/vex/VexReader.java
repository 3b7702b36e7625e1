package io.registrysidecar.advisory.vex;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.BoundedJson;
import java.io.IOException;

/** Reads OpenVEX, the analyses in CycloneDX, and CSAF; which one it is, the document says. */
public final class VexReader {

  /** Larger documents are not read. */
  public static final int LARGEST = 20 << 20;

  private VexReader() {}

  /**
   * Reads a document.
   *
   * @param source where it is from, for people
   * @throws MalformedVex if it is none, or nothing of it can be used
   */
  public static VexDocument read(byte[] content, String source) throws MalformedVex {
    if (content.length > LARGEST) {
      throw new MalformedVex("it has more than " + LARGEST + " bytes");
    }
    JsonNode root;
    try {
      root = BoundedJson.read(content);
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      throw new MalformedVex("it is not JSON: " + VexFields.brief(why), e);
    }
    if (root.path("@context").asText().startsWith(OpenVex.CONTEXT)) {
      return OpenVex.read(root, source);
    }
    if (root.path("bomFormat").asText().equals("CycloneDX")) {
      return CycloneDxVex.read(root, source);
    }
    if (root.path("document").path("category").asText().startsWith("csaf_")) {
      return Csaf.read(root, source);
    }
    throw new MalformedVex("it is neither OpenVEX nor CycloneDX nor CSAF");
  }
}
