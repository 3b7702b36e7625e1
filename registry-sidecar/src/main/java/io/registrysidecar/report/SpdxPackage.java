package io.registrysidecar.report;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.ComponentInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One package of an SPDX 2.3 document (clause 7): the image, a layer, the distribution, or a
 * component.
 *
 * @param id what comes after {@code SPDXRef-}
 * @param name its name
 * @param version its version, or null
 * @param purpose its primary package purpose, as JSON writes it
 * @param sha256 digest in hexadecimal, or null
 * @param supplier who built it, or null
 * @param comment how sure its name is and what files that tell of it hash to, or null
 * @param sourceInfo where in the image it was found, or null
 * @param license a licence expression, or {@code NOASSERTION}
 * @param purl its package URL, or null
 */
record SpdxPackage(
    String id,
    String name,
    @Nullable String version,
    String purpose,
    @Nullable String sha256,
    @Nullable String supplier,
    @Nullable String comment,
    @Nullable String sourceInfo,
    String license,
    @Nullable String purl) {

  static final String NO_ASSERTION = "NOASSERTION";

  private static final String SHA256 = "sha256:";
  private static final int HASH = 16;
  private static final int NAME = 60;

  /** Something that has a digest, or null for none, and is no component. */
  static SpdxPackage of(String id, String name, @Nullable String digest, String purpose) {
    String sha256 =
        digest != null && digest.startsWith(SHA256) ? digest.substring(SHA256.length()) : null;
    return new SpdxPackage(id, name, digest, purpose, sha256, null, null, null, NO_ASSERTION, null);
  }

  /**
   * A component.
   *
   * @param places the same component in each layer that brought it in; at least one
   */
  static SpdxPackage of(String purl, List<ComponentInfo> places, SpdxLicenses licenses) {
    ComponentInfo first = places.getFirst();
    return new SpdxPackage(
        idOf(purl),
        first.name(),
        first.version().isEmpty() ? null : first.version(),
        "LIBRARY",
        null,
        places.stream()
            .flatMap(place -> Stream.ofNullable(place.supplier()))
            .findFirst()
            .orElse(null),
        comment(places),
        places.stream().map(SpdxPackage::found).collect(Collectors.joining(", and ")),
        licenses.declared(
            places.stream().flatMap(place -> place.licenses().stream()).distinct().toList()),
        purl);
  }

  private static @Nullable String comment(List<ComponentInfo> places) {
    String identity =
        Identities.of(places)
            .map(basis -> "identity: " + basis.reason() + " (" + basis.word() + ")")
            .orElse(null);
    String evidence = evidence(places);
    return identity == null || evidence == null
        ? identity == null ? evidence : identity
        : identity + "; " + evidence;
  }

  private static @Nullable String evidence(List<ComponentInfo> places) {
    String files =
        places.stream()
            .flatMap(place -> place.digests().entrySet().stream())
            .map(file -> file.getKey() + " is " + file.getValue())
            .distinct()
            .sorted()
            .collect(Collectors.joining("; "));
    return files.isEmpty() ? null : "evidence: " + files;
  }

  /** The identifier of a component; a reader recognises it, and no two have the same. */
  static String idOf(String purl) {
    return "Package-" + readable(purl) + "-" + hash(purl);
  }

  /** What identifiers may hold of a text. */
  static String readable(String text) {
    String plain = text.replaceAll("[^A-Za-z0-9.]+", "-");
    return plain.substring(0, Math.min(NAME, plain.length()));
  }

  static String hash(String text) {
    return Digest.sha256(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, HASH);
  }

  private static String found(ComponentInfo place) {
    return "found in layer "
        + place.layer()
        + (place.paths().isEmpty() ? "" : " at " + String.join(", ", place.paths()));
  }
}
