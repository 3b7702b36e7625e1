package io.registrysidecar.inventory.sbom;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.inventory.ListedPackages;
import io.registrysidecar.inventory.ListedPackages.Stated;
import io.registrysidecar.inventory.PurlComponents;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A bill of materials that somebody else has made, read.
 *
 * @param digest of the file; stands for the layer of components that name none
 * @param format what it is written in, for people
 * @param inventory what it says is installed, with notes about what it does not say
 */
public record SbomFile(Digest digest, String format, Inventory inventory) {

  /** The largest file that is read, in bytes. */
  public static final int MAX_BYTES = 64 << 20;

  private static final Set<String> OF_DISTRIBUTIONS =
      Set.of("alpm", "apk", "deb", "ebuild", "opkg", "rpm");
  private static final int EXAMPLES = 3;

  /**
   * Reads a file; what it is written in is recognised by its content.
   *
   * @throws IOException if it cannot be read
   * @throws MalformedSbom if it is no bill of materials, or too large
   */
  public static SbomFile read(Path file) throws IOException, MalformedSbom {
    try (InputStream content = Files.newInputStream(file)) {
      return read(content.readNBytes(MAX_BYTES + 1));
    }
  }

  /**
   * Reads a document.
   *
   * @throws MalformedSbom if it is no bill of materials, or too large
   */
  public static SbomFile read(byte[] document) throws MalformedSbom {
    if (document.length > MAX_BYTES) {
      throw new MalformedSbom("it is larger than " + MAX_BYTES + " bytes");
    }
    SbomContent content = SbomSyntax.read(document);
    Digest digest = Digest.sha256(document);
    return new SbomFile(digest, content.format(), inventory(content, digest));
  }

  private static Inventory inventory(SbomContent content, Digest digest) {
    Distribution stated = content.distribution();
    ListedPackages packages = new ListedPackages(stated == null ? distribution(content) : stated);
    List<String> leftOut = new ArrayList<>();
    Map<String, String> purls = new HashMap<>();
    for (SbomComponent each : content.components()) {
      try {
        if (each.isExcluded()) {
          throw new MalformedPackageURLException("its scope is excluded");
        }
        if (each.purl.isEmpty()) {
          throw new MalformedPackageURLException("it has no package URL");
        }
        String purl =
            packages.add(
                each.purl,
                new Stated(
                    each.version,
                    each.source(),
                    each.maintainer.isEmpty() ? null : each.maintainer,
                    each.licenses.stream().filter(text -> !text.isBlank()).toList(),
                    each.owner.isEmpty() ? null : each.owner),
                layer(each.layer, digest),
                each.paths.stream().map(SbomFile::withoutRoot).distinct().toList());
        purls.put(each.id, purl);
      } catch (MalformedPackageURLException e) {
        leftOut.add(each.fullName() + " (" + e.getMessage() + ")");
      }
    }
    return packages.inventory(notes(content.format(), leftOut), dependencies(content, purls));
  }

  /** By package URL, what each component is said to need, of those that are taken over. */
  private static Map<String, List<String>> dependencies(
      SbomContent content, Map<String, String> purls) {
    Map<String, SortedSet<String>> dependencies = new TreeMap<>();
    content
        .needs()
        .forEach((from, needed) -> {
          String purl = purls.get(from);
          for (String each : needed) {
            String other = purls.get(each);
            if (purl != null && other != null && !other.equals(purl)) {
              dependencies.computeIfAbsent(purl, _ -> new TreeSet<>()).add(other);
            }
          }
        });
    Map<String, List<String>> sorted = new TreeMap<>();
    dependencies.forEach((purl, needs) -> sorted.put(purl, List.copyOf(needs)));
    return sorted;
  }

  private static List<CoverageNote> notes(String format, List<String> leftOut) {
    List<CoverageNote> notes = new ArrayList<>();
    notes.add(
        CoverageNote.of(
            "sbom-not-verified",
            "This rests on a bill of materials ("
                + format
                + "), which was believed. What it leaves out was not looked for; scan the image"
                + " itself to be sure."));
    if (!leftOut.isEmpty()) {
      notes.add(
          CoverageNote.of(
              "sbom-component-unusable",
              leftOut.size()
                  + " components of the bill of materials were not matched, for example "
                  + String.join(", ", leftOut.subList(0, Math.min(EXAMPLES, leftOut.size())))
                  + "."));
    }
    return notes;
  }

  /** The distribution that the first distribution package names, or null. */
  private static @Nullable Distribution distribution(SbomContent content) {
    return content.components().stream()
        .flatMap(each -> distributionOf(each.purl).stream())
        .findFirst()
        .orElse(null);
  }

  /** The distribution that a package URL names. Whether it is one is said elsewhere. */
  private static Optional<Distribution> distributionOf(String text) {
    try {
      PackageURL purl = new PackageURL(text);
      return OF_DISTRIBUTIONS.contains(purl.getType()) && purl.getNamespace() != null
          ? Optional.ofNullable(PurlComponents.distribution(purl))
          : Optional.empty();
    } catch (MalformedPackageURLException e) {
      return Optional.empty();
    }
  }

  private static Digest layer(String stated, Digest otherwise) {
    try {
      return stated.isEmpty() ? otherwise : Digest.parse(stated);
    } catch (MalformedReference e) {
      return otherwise;
    }
  }

  /** Paths are within the image, without a slash before them. */
  private static String withoutRoot(String path) {
    int start = 0;
    while (start < path.length() && path.charAt(start) == '/') {
      start++;
    }
    return path.substring(start);
  }
}
