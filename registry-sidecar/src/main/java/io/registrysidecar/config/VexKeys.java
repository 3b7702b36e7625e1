package io.registrysidecar.config;

import java.nio.file.Path;
import java.util.List;

/** The keys about what others say of vulnerabilities. */
final class VexKeys {

  static final Key<List<Path>> FILES =
      Key.fixed(
          "vex.files",
          "SIDECAR_VEX_FILES",
          ValueTypes.PATHS,
          "",
          "VEX documents that are believed: OpenVEX, CycloneDX or CSAF, in JSON. They are read for"
              + " each scan; one that cannot be used is named under coverage.");
  static final Key<List<Path>> AUTHORS =
      Key.fixed(
          "vex.authors",
          "SIDECAR_VEX_AUTHORS",
          ValueTypes.PATHS,
          "",
          "Public keys (PEM) of those whose VEX documents are believed when they are attached to an"
              + " image or its index. Results name a key by its file. Without any, nothing that is"
              + " attached is looked at.");
  static final Key<Boolean> REQUIRE_SIGNATURE =
      Key.fixed(
          "vex.require-signature",
          "SIDECAR_VEX_REQUIRE_SIGNATURE",
          ValueTypes.FLAG,
          "true",
          "Whether attached VEX documents have to be signed by one of `vex.authors`. With `false`"
              + " anybody who may push to a repository can silence findings of its images.");

  static final List<Key<?>> ALL = List.of(FILES, AUTHORS, REQUIRE_SIGNATURE);

  private VexKeys() {}
}
