package io.registrysidecar.demo;

import java.nio.charset.StandardCharsets;

/** The errors that the embedded registry gives. */
final class Answers {

  private Answers() {}

  static RegistryAnswer unknownRepository() {
    return RegistryAnswer.error(404, "NAME_UNKNOWN", "repository name not known to registry");
  }

  static RegistryAnswer unknownManifest() {
    return RegistryAnswer.error(404, "MANIFEST_UNKNOWN", "manifest unknown");
  }

  static RegistryAnswer unknownBlob() {
    return RegistryAnswer.error(404, "BLOB_UNKNOWN", "blob unknown to registry");
  }

  static RegistryAnswer notAllowed() {
    return RegistryAnswer.error(405, "UNSUPPORTED", "the operation is unsupported");
  }

  /** Not an endpoint at all; plain text, as from a registry that has never heard of it. */
  static RegistryAnswer noSuchPage() {
    byte[] text = "404 page not found\n".getBytes(StandardCharsets.UTF_8);
    return RegistryAnswer.of(404, "text/plain; charset=utf-8", text);
  }

  static RegistryAnswer full() {
    return RegistryAnswer.error(507, "DENIED", "the registry in memory is full");
  }
}
