package io.registrysidecar.inventory;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.registrysidecar.inventory.FileEvidence.PackageAt;
import io.registrysidecar.oci.Digest;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes components of package URLs, as if they had been found in an image. */
public final class PurlComponents {

  /** Stands where the layer of a component stands that was not found in any. */
  private static final Digest NOWHERE = Digest.sha256(new byte[0]);

  private static final int LONGEST = 4096;

  /** Where the version begins in {@code opensuse-leap-15.5} and {@code openeuler-22.03-LTS-SP2}. */
  private static final Pattern VERSION = Pattern.compile("-(?=[0-9])");

  private PurlComponents() {}

  /**
   * The component that a package URL names. Its qualifiers {@code arch}, {@code upstream}, {@code
   * epoch} and {@code distro} are understood as this program and others write them; {@code
   * repository_id} as Red Hat does, with commas between several.
   *
   * @param distribution what the package is installed in; null to take what {@code purl} says
   * @throws MalformedEvidence if it is no package URL, or has no version
   */
  public static Component of(String purl, @Nullable Distribution distribution)
      throws MalformedEvidence {
    if (purl.length() > LONGEST) {
      throw new MalformedEvidence("it is longer than " + LONGEST + " characters");
    }
    try {
      PackageURL parsed = new PackageURL(purl);
      if (parsed.getVersion() == null) {
        throw new MalformedEvidence("it has no version");
      }
      Map<String, String> qualifiers =
          parsed.getQualifiers() == null ? Map.of() : parsed.getQualifiers();
      Distribution os = distribution == null ? installedIn(parsed) : distribution;
      ComponentList list = new ComponentList(inRepositories(os, qualifiers.get("repository_id")));
      list.add(new PackageAt(fact(parsed, qualifiers), null), "", NOWHERE);
      List<Component> components = list.build();
      if (components.isEmpty()) {
        throw new MalformedEvidence(list.notes().getFirst().message());
      }
      return components.getFirst();
    } catch (MalformedPackageURLException e) {
      throw new MalformedEvidence("it is no package URL: " + e.getMessage(), e);
    }
  }

  private static @Nullable Distribution inRepositories(
      @Nullable Distribution os, @Nullable String repositories) {
    if (os == null || repositories == null) {
      return os;
    }
    TreeSet<String> products = new TreeSet<>(os.repositories());
    for (String repository : repositories.split(",", -1)) {
      RedHatRepositories.product(repository).ifPresent(products::add);
    }
    return new Distribution(
        os.id(),
        os.versionId(),
        os.codename(),
        os.prettyName(),
        os.idLike(),
        List.copyOf(products));
  }

  /** The distribution that {@code ID:VERSION}, or {@code ID} alone, names. */
  public static Distribution distribution(String text) {
    int colon = text.indexOf(':');
    String id = colon < 0 ? text : text.substring(0, colon);
    String version = colon < 0 ? "" : text.substring(colon + 1);
    return named(id, version);
  }

  private static Distribution named(String id, String version) {
    boolean number = !version.isEmpty() && Character.isDigit(version.charAt(0));
    return new Distribution(
        id,
        number ? version : null,
        number || version.isEmpty() ? null : version,
        version.isEmpty() ? id : id + " " + version,
        List.of());
  }

  /**
   * The distribution that a package URL names with {@code distro=debian-12}, or with {@code
   * distro=bookworm} and its namespace; null when it names none.
   */
  public static @Nullable Distribution distribution(PackageURL purl) {
    String namespace = vendor(purl);
    Map<String, String> qualifiers = purl.getQualifiers();
    String distro = qualifiers == null ? null : qualifiers.get("distro");
    if (distro == null) {
      return null;
    }
    Matcher version = VERSION.matcher(distro);
    int hyphen = version.find() ? version.start() : distro.lastIndexOf('-');
    if (hyphen > 0) {
      return named(distro.substring(0, hyphen), distro.substring(hyphen + 1));
    }
    return namespace == null || distro.equals(namespace)
        ? named(distro, "")
        : named(namespace, distro);
  }

  /** Who built it; Gentoo's packages have a category in that place. */
  private static @Nullable String vendor(PackageURL purl) {
    return purl.getType().equals("ebuild") ? null : purl.getNamespace();
  }

  /** The same; without a word about it the namespace. */
  private static @Nullable Distribution installedIn(PackageURL purl) {
    Distribution named = distribution(purl);
    String namespace = vendor(purl);
    return named != null || namespace == null ? named : named(namespace, "");
  }

  private static PackageFact fact(PackageURL purl, Map<String, String> qualifiers) {
    String epoch = qualifiers.get("epoch");
    String version =
        epoch == null || purl.getVersion().contains(":")
            ? purl.getVersion()
            : epoch + ":" + purl.getVersion();
    return PackageFact.of(purl.getType(), purl.getNamespace(), purl.getName(), version)
        .ofArchitecture(qualifiers.get(purl.getType().equals("gem") ? "platform" : "arch"))
        .qualified(PackageUrls.telling(purl.getType(), qualifiers))
        .builtFrom(source(qualifiers.get("upstream"), version));
  }

  private static @Nullable SourcePackage source(@Nullable String upstream, String version) {
    if (upstream == null || upstream.isEmpty()) {
      return null;
    }
    int at = upstream.lastIndexOf('@');
    return at <= 0
        ? new SourcePackage(upstream, version)
        : new SourcePackage(upstream.substring(0, at), upstream.substring(at + 1));
  }
}
