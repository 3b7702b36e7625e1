package io.registrysidecar.report;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;

/** The name of a component for people, where only its package URL is at hand. */
final class PurlName {

  private PurlName() {}

  /**
   * Name with its namespace where that is part of the name, or the package URL itself when it is
   * malformed.
   */
  static String of(String purl) {
    try {
      PackageURL parsed = new PackageURL(purl);
      String namespace = parsed.getNamespace();
      return switch (parsed.getType()) {
        case "maven" -> namespace == null ? parsed.getName() : namespace + ":" + parsed.getName();
        case "npm", "golang", "composer" ->
            namespace == null ? parsed.getName() : namespace + "/" + parsed.getName();
        default -> parsed.getName();
      };
    } catch (MalformedPackageURLException e) {
      return purl;
    }
  }
}
