package io.registrysidecar.inventory.sbom;

import com.github.packageurl.MalformedPackageURLException;
import io.registrysidecar.inventory.ListedPackages;
import io.registrysidecar.inventory.ListedPackages.Stated;
import io.registrysidecar.inventory.PackageFact;
import java.util.ArrayList;
import java.util.List;

/** The packages of a bill of materials that is found in an image, as facts about its layer. */
public final class SbomFacts {

  private SbomFacts() {}

  /**
   * Reads a document; what it is written in is recognised by its content. What has no usable
   * package URL is left out, and what is of a distribution: that has a database of its own.
   *
   * @throws MalformedSbom if it is no bill of materials
   */
  public static List<PackageFact> read(byte[] document) throws MalformedSbom {
    List<PackageFact> facts = new ArrayList<>();
    for (SbomComponent each : SbomSyntax.read(document).components()) {
      try {
        PackageFact fact =
            ListedPackages.fact(
                each.purl, new Stated(each.version, each.source(), null, licenses(each), null));
        if (!ListedPackages.isOfDistribution(fact)) {
          facts.add(fact);
        }
      } catch (MalformedPackageURLException _) {
        // A file, or something that only its maker has a name for.
      }
    }
    return facts;
  }

  private static List<String> licenses(SbomComponent component) {
    return component.licenses.stream().filter(text -> !text.isBlank()).distinct().toList();
  }
}
