package io.registrysidecar.oci;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads image references the way people write them, short names included. */
final class ReferenceParser {

  private static final int LONGEST = 512;
  private static final String ADVICE =
      "write registry/repository:tag or registry/repository@digest, without https:// and with the"
          + " repository in lower-case letters";
  private static final ManifestKey.Tag LATEST = new ManifestKey.Tag("latest");

  /** A literal IPv6 address in brackets, which jib-core does not read. */
  private static final Pattern IPV6 =
      Pattern.compile("(\\[[0-9a-fA-F:.]{2,45}](?::[0-9]{1,5})?)/(.+)");

  private ReferenceParser() {}

  static Reference parse(String text) throws MalformedReference {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new MalformedReference("an image reference", text, ADVICE);
    }
    int at = text.indexOf('@');
    Digest digest = at < 0 ? null : Digest.parse(text.substring(at + 1));
    String name = at < 0 ? text : text.substring(0, at);
    Matcher ipv6 = IPV6.matcher(name);
    return ipv6.matches()
        ? withIpv6(text, ipv6.group(1), ipv6.group(2), digest)
        : withName(text, name, digest);
  }

  private static Reference withName(String text, String name, @Nullable Digest digest)
      throws MalformedReference {
    ImageReference parsed;
    try {
      parsed = ImageReference.parse(name);
    } catch (InvalidImageReferenceException e) {
      throw new MalformedReference("an image reference", text, ADVICE);
    }
    String registry = RegistryHost.canonical(parsed.getRegistry());
    return new Reference(
        registry,
        RepositoryName.parse(repository(registry, parsed.getRepository())),
        tag(hasTag(name) ? parsed.getTag().orElse(null) : null, digest),
        digest);
  }

  /** Docker Hub's own images live below {@code library/}, whether or not the registry was named. */
  private static String repository(String registry, String name) {
    return registry.equals(RegistryHost.DOCKER_HUB) && name.indexOf('/') < 0
        ? "library/" + name
        : name;
  }

  private static Reference withIpv6(
      String text, String registry, String rest, @Nullable Digest digest)
      throws MalformedReference {
    int colon = rest.indexOf(':');
    String repository = colon < 0 ? rest : rest.substring(0, colon);
    if (colon == rest.length() - 1) {
      throw new MalformedReference("an image reference", text, ADVICE);
    }
    return new Reference(
        RegistryHost.canonical(registry),
        RepositoryName.parse(repository),
        tag(colon < 0 ? null : rest.substring(colon + 1), digest),
        digest);
  }

  /** A colon after the last slash separates a tag; before it, a port. */
  private static boolean hasTag(String name) {
    return name.indexOf(':', name.lastIndexOf('/') + 1) >= 0;
  }

  private static ManifestKey.@Nullable Tag tag(@Nullable String tag, @Nullable Digest digest)
      throws MalformedReference {
    if (tag != null) {
      return ManifestKey.Tag.parse(tag);
    }
    return digest == null ? LATEST : null;
  }
}
