package io.registrysidecar.inventory.maven;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code pom.xml} says of its project.
 *
 * @param coordinates the project's; null where they are incomplete
 * @param licenses by name, else by address; empty where the project leaves them to its parent
 * @param parentGroup the group of its parent, or null
 * @param parentArtifact the artifact of its parent, or null
 */
record Pom(
    @Nullable Coordinates coordinates,
    List<String> licenses,
    @Nullable String parentGroup,
    @Nullable String parentArtifact) {

  /** The Apache Software Foundation releases nothing under another licence. */
  private static final String APACHE = "org.apache";

  /** Copies the licences. */
  Pom {
    licenses = List.copyOf(licenses);
  }

  /** The directory in which an archive has its parent's, if it has it. */
  @Nullable String parentDirectory() {
    return parentGroup == null || parentArtifact == null
        ? null
        : "META-INF/maven/" + parentGroup + "/" + parentArtifact;
  }

  /** The licences that every parent of that group passes on; empty where that is not known. */
  List<String> inherited() {
    return parentGroup != null
            && (parentGroup.equals(APACHE) || parentGroup.startsWith(APACHE + "."))
        ? List.of("Apache-2.0")
        : List.of();
  }
}
