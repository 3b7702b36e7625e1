package io.registrysidecar.advisory.vex;

import io.registrysidecar.oci.Digest;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The image that findings are about, under all the names by which statements may mean it.
 *
 * @param repository registry host and repository, or what the user called a local image
 * @param digests of its manifest, and of the index that lists it
 * @param architecture as OCI writes it, or null when not known
 */
public record VexSubject(String repository, Set<Digest> digests, @Nullable String architecture) {

  /** Copies the digests. */
  public VexSubject {
    digests = Set.copyOf(digests);
  }

  boolean isMeantBy(VexProduct product) {
    Set<String> own = digests.stream().map(Digest::toString).collect(Collectors.toSet());
    return (product.hashes().isEmpty() || product.hashes().stream().anyMatch(own::contains))
        && product.identifiers().stream().anyMatch(each -> isNamed(each, own));
  }

  /** Whether an image of this name is meant, be it this one or another. */
  boolean isCalledAs(String identifier) {
    String path = normal(repository);
    VexPurl purl = VexPurl.parse(identifier);
    if (purl == null) {
      int at = identifier.indexOf('@');
      return normal(at < 0 ? identifier : identifier.substring(0, at)).equals(path);
    }
    return (purl.type().equals("oci") || purl.type().equals("docker"))
        && purl.name().equals(path.substring(path.lastIndexOf('/') + 1));
  }

  private boolean isNamed(String identifier, Set<String> own) {
    if (identifier.startsWith("pkg:")) {
      VexPurl purl = VexPurl.parse(identifier);
      return purl != null && isNamed(purl, own);
    }
    int at = identifier.indexOf('@');
    return own.contains(identifier.substring(at + 1))
        && (at < 0 || normal(identifier.substring(0, at)).equals(normal(repository)));
  }

  private boolean isNamed(VexPurl purl, Set<String> own) {
    String path = normal(repository);
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean docker = purl.type().equals("docker");
    String wanted =
        docker && purl.namespace() != null ? purl.namespace() + "/" + purl.name() : purl.name();
    boolean named =
        docker
            ? path.endsWith("/" + wanted) && purl.version() != null
            : purl.type().equals("oci") && purl.name().equals(name);
    return named
        && (purl.version() == null || own.contains(purl.version()))
        && purl.qualifiers().entrySet().stream()
            .allMatch(qualifier ->
                switch (qualifier.getKey()) {
                  case "repository_url" -> isAt(normal(qualifier.getValue()), path);
                  case "arch" -> qualifier.getValue().equals(architecture);
                  // What cannot be compared, such as a tag that may have moved, is not met.
                  default -> false;
                });
  }

  /** Some write the repository, others what is before its last element. */
  private static boolean isAt(String url, String path) {
    return path.equals(url) || (path.lastIndexOf('/') == url.length() && path.startsWith(url));
  }

  private static String normal(String repository) {
    String lower = repository.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
    return lower.startsWith("index.docker.io/") ? lower.substring("index.".length()) : lower;
  }
}
