package io.registrysidecar.inventory.sbom;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Recognises what a bill of materials is written in, by its content. */
final class SbomSyntax {

  private static final int HEAD = 4096;
  private static final char BYTE_ORDER_MARK = '\ufeff';
  private static final String NONE =
      "it is none of CycloneDX (JSON, XML), SPDX 2 (JSON, tags and values) and Syft JSON";

  private SbomSyntax() {}

  static SbomContent read(byte[] document) throws MalformedSbom {
    String head = new String(document, 0, Math.min(HEAD, document.length), StandardCharsets.UTF_8);
    String begin = head.startsWith(String.valueOf(BYTE_ORDER_MARK)) ? head.substring(1) : head;
    return switch (begin.stripLeading()) {
      case String json when json.startsWith("{") -> json(document);
      case String xml when xml.startsWith("<") -> CycloneDxXml.read(document);
      case String tags when tags.contains("SPDXVersion:") -> SpdxTagValue.read(document);
      default -> throw new MalformedSbom(NONE);
    };
  }

  private static SbomContent json(byte[] document) throws MalformedSbom {
    Map<String, String> members = new HashMap<>();
    JsonWalk.through(
        document,
        walk ->
            walk.members(name -> {
              switch (name) {
                case "bomFormat", "specVersion", "spdxVersion", "artifacts", "descriptor" ->
                    members.put(name, walk.text());
                default -> {
                  // Does not tell what it is.
                }
              }
            }));
    if (members.getOrDefault("bomFormat", "").equals("CycloneDX")) {
      return CycloneDxJson.read(document, members.getOrDefault("specVersion", ""));
    }
    if (members.getOrDefault("spdxVersion", "").startsWith("SPDX-2.")) {
      return SpdxJson.read(document, members.getOrDefault("spdxVersion", ""));
    }
    if (members.containsKey("artifacts") && members.containsKey("descriptor")) {
      return SyftJson.read(document);
    }
    throw new MalformedSbom(NONE);
  }
}
