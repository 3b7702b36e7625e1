package io.registrysidecar.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file says about a package that this or another file says is installed.
 *
 * @param type the package URL type
 * @param name the package's name
 * @param architecture its architecture where the file names one, or null
 * @param files what it brought
 * @param licenses licence expressions or names
 */
public record AboutPackage(
    String type,
    String name,
    @Nullable String architecture,
    OwnedFiles files,
    List<String> licenses) {

  /** Copies the licences. */
  public AboutPackage {
    licenses = List.copyOf(licenses);
  }

  /** What a package brought. */
  public static AboutPackage owning(
      String type, String name, @Nullable String architecture, OwnedFiles files) {
    return new AboutPackage(type, name, architecture, files, List.of());
  }

  /** The licences of a package, whatever its architecture. */
  public static AboutPackage licensed(String type, String name, List<String> licenses) {
    return new AboutPackage(type, name, null, OwnedFiles.NONE, licenses);
  }
}
