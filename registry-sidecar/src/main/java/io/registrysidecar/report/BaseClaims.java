package io.registrysidecar.report;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.registrysidecar.audit.BuildClaim;
import io.registrysidecar.audit.Origin;
import io.registrysidecar.audit.Resource;
import io.registrysidecar.audit.TrustLevel;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.report.BaseImage.Claim;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What records of builds say of base images, in the names that people use. The records write
 * package URLs: {@code pkg:docker/debian@12?platform=…} and {@code
 * pkg:oci/debian@sha256:…?repository_url=registry.example.com/debian&tag=12}.
 */
public final class BaseClaims {

  private static final int LONGEST = 512;

  /** What anybody who may push can attach later; it counts when somebody trusted has signed it. */
  private static final Set<BuildClaim.Kind> ATTACHED =
      Set.of(BuildClaim.Kind.BUNDLE, BuildClaim.Kind.REFERRER);

  private BaseClaims() {}

  /** The claims of those records that leave no choice, the most reliable first. */
  public static List<Claim> of(Origin origin) {
    return origin.withBase().stream()
        .filter(BaseClaims::counts)
        .flatMap(claim -> of(claim.build().bases().getFirst()).stream())
        .toList();
  }

  /** Labels and annotations are read with the image itself; a history names no image. */
  private static boolean counts(BuildClaim claim) {
    return claim.source().kind() == BuildClaim.Kind.BUILDKIT_INDEX
        || (ATTACHED.contains(claim.source().kind()) && claim.trust() == TrustLevel.VERIFIED);
  }

  private static Optional<Claim> of(Resource base) {
    @Nullable Digest digest = digest(base.digest());
    return name(base.uri())
        .filter(name -> name.length() <= LONGEST)
        .map(name -> new Claim(name, digest, BaseImage.By.PROVENANCE));
  }

  private static Optional<String> name(String uri) {
    try {
      PackageURL purl = new PackageURL(uri);
      Map<String, String> qualifiers = purl.getQualifiers();
      String repository =
          Optional.ofNullable(qualifiers == null ? null : qualifiers.get("repository_url"))
              .filter(_ -> purl.getType().equals("oci"))
              .orElseGet(() -> path(purl));
      String tag = qualifiers == null ? null : qualifiers.get("tag");
      String version = tag == null ? purl.getVersion() : tag;
      if (version == null) {
        return Optional.of(repository);
      }
      return Optional.of(repository + (version.contains(":") ? "@" : ":") + version);
    } catch (MalformedPackageURLException e) {
      return Optional.empty(); // names nothing that could be shown
    }
  }

  private static String path(PackageURL purl) {
    return purl.getNamespace() == null
        ? purl.getName()
        : purl.getNamespace() + "/" + purl.getName();
  }

  private static @Nullable Digest digest(@Nullable String text) {
    try {
      return text == null ? null : Digest.parse(text);
    } catch (MalformedReference e) {
      return null; // of another kind than images have
    }
  }
}
