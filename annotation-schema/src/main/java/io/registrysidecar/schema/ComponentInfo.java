package io.registrysidecar.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something installed in an image.
 *
 * @param purl package URL; findings name components by it
 * @param name the name as advisories write it
 * @param version the installed version
 * @param ecosystem advisory ecosystem as OSV names it, for example {@code Debian} or {@code npm};
 *     {@code unknown:…} where there is none
 * @param layer digest of the layer that brought in this version
 * @param paths where the evidence is, within the image
 * @param ownedBy package URL of the distribution package that owns these files, or null
 * @param upgrade lowest version that repairs every finding of this component that can be repaired,
 *     and is not affected by anything else that is known; where advisories name the source package,
 *     its version; or null
 * @param licenses licence expressions or names as the component states them
 * @param supplier who built it as it says itself, or null when it does not say
 * @param dependsOn package URLs of the image's components that it needs; empty when it needs none
 *     or that is not known, and then absent in JSON
 * @param digests what the files at {@code paths} hash to, where they were read whole; empty when
 *     none was, and then absent in JSON
 * @param identity how sure it is that it is this component; null where its own metadata says so
 */
public record ComponentInfo(
    String purl,
    String name,
    String version,
    String ecosystem,
    String layer,
    List<String> paths,
    @Nullable String ownedBy,
    @Nullable String upgrade,
    List<String> licenses,
    @Nullable String supplier,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> dependsOn,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> digests,
    @Nullable IdentityInfo identity) {

  /** Checks that it names something in a layer, and copies the lists. */
  public ComponentInfo {
    Require.purl("purl", purl);
    if (ownedBy != null) {
      Require.purl("ownedBy", ownedBy);
    }
    Require.text("component name", name);
    Require.text("ecosystem", ecosystem);
    Require.digest("component layer", layer);
    paths = List.copyOf(paths);
    licenses = List.copyOf(licenses);
    dependsOn = List.copyOf(dependsOn);
    digests = Collections.unmodifiableMap(new TreeMap<>(digests));
  }
}
