package io.registrysidecar.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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
  static final Key<List<URI>> URLS =
      Key.fixed(
          "vex.urls",
          "SIDECAR_VEX_URLS",
          ValueTypes.DOCUMENTS,
          "",
          "The same on web servers. The service fetches them every `vex.refresh`, with the sigstore"
              + " bundle that signs each of them (the address with `.sigstore.json` added), and"
              + " keeps a copy. Redirects lead to the same server or nowhere.");
  static final Key<Duration> REFRESH =
      Key.fixed(
          "vex.refresh",
          "SIDECAR_VEX_REFRESH",
          ValueTypes.PAUSE,
          "1h",
          "How often the documents of `vex.urls` are fetched.");
  static final Key<List<Path>> AUTHORS =
      Key.fixed(
          "vex.authors",
          "SIDECAR_VEX_AUTHORS",
          ValueTypes.PATHS,
          "",
          "Public keys (PEM) of those whose VEX documents are believed on web servers, or"
              + " attached to an image or its index. Results name a key by its file. Without any,"
              + " nothing that is attached is looked at.");
  static final Key<Boolean> REQUIRE_SIGNATURE =
      Key.fixed(
          "vex.require-signature",
          "SIDECAR_VEX_REQUIRE_SIGNATURE",
          ValueTypes.FLAG,
          "true",
          "Whether VEX documents on web servers and beside images have to be signed by one of"
              + " `vex.authors`. With `false` anybody who may push to a repository can silence"
              + " findings of its images.");

  static final List<Key<?>> ALL = List.of(FILES, URLS, REFRESH, AUTHORS, REQUIRE_SIGNATURE);

  private VexKeys() {}
}
