package io.registrysidecar.inventory.sbom;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.registrysidecar.inventory.ListedPackages;
import io.registrysidecar.inventory.ListedPackages.Stated;
import io.registrysidecar.inventory.PackageFact;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The packages of a bill of materials that is found in an image, as facts about its layer. */
public final class SbomFacts {

  private SbomFacts() {}

  /**
   * Reads a document; what it is written in is recognised by its content. What has no usable
   * package URL is left out, and what is of a distribution: that has a database of its own; also
   * what only served to build it.
   *
   * @throws MalformedSbom if it is no bill of materials
   */
  public static List<PackageFact> read(byte[] document) throws MalformedSbom {
    return facts(SbomSyntax.read(document), each -> each.purl);
  }

  /**
   * The same of a program that was made of Java: the first releases of GraalVM's native-image wrote
   * no package URLs at all, but what has a group there is of Maven. What they wrote of the modules
   * of the JDK is left out.
   *
   * @throws MalformedSbom if it is no bill of materials
   */
  public static List<PackageFact> readJava(byte[] document) throws MalformedSbom {
    SbomContent content = SbomSyntax.read(document);
    boolean named = content.components().stream().anyMatch(each -> !each.purl.isEmpty());
    return facts(content, named ? each -> each.purl : SbomFacts::javaPurl);
  }

  private static String javaPurl(SbomComponent component) throws MalformedPackageURLException {
    if (component.group.isEmpty()
        || component.group.startsWith("java.")
        || component.group.startsWith("jdk.")) {
      return "";
    }
    return new PackageURL(
            "maven", component.group, component.name, component.version, new TreeMap<>(), null)
        .canonicalize();
  }

  private static List<PackageFact> facts(SbomContent content, Naming naming) {
    List<PackageFact> facts = new ArrayList<>();
    for (SbomComponent each : content.components()) {
      if (each.isExcluded()) {
        continue;
      }
      try {
        PackageFact fact =
            ListedPackages.fact(
                naming.purl(each),
                new Stated(each.version, each.source(), null, licenses(each), null));
        if (!ListedPackages.isOfDistribution(fact)) {
          facts.add(fact);
        }
      } catch (MalformedPackageURLException _) {
        // A file, or something that only its maker has a name for.
      }
    }
    return facts;
  }

  /** Says which package URL a component has; empty when it has none. */
  @FunctionalInterface
  private interface Naming {
    String purl(SbomComponent component) throws MalformedPackageURLException;
  }

  private static List<String> licenses(SbomComponent component) {
    return component.licenses.stream().filter(text -> !text.isBlank()).distinct().toList();
  }
}
