package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.schema.MalformedReport;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ReportReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a registry says about an image, as any consumer can: without state of our own. */
public final class PublishedResults {

  /** Beyond this an index is not looked into; a number that no honest index has. */
  private static final int MOST_PLATFORMS = 64;

  private static final Comparator<Descriptor> NEWEST_FIRST =
      Comparator.comparing((Descriptor referrer) ->
              referrer.annotations().getOrDefault(AnnotationKeys.SCANNED_AT, ""))
          .thenComparing(Descriptor::digest)
          .reversed();

  private final DistributionClient client;
  private final RepositoryName repository;

  private PublishedResults(DistributionClient client, RepositoryName repository) {
    this.client = client;
    this.repository = repository;
  }

  /**
   * Reads the results of an image and, when it is an index, of its platforms; empty when there is
   * no such image.
   *
   * @throws RegistryException if the registry does not answer; a report that cannot be read is a
   *     problem of the result instead
   */
  public static Optional<PublishedImage> read(
      DistributionClient client, RepositoryName repository, ManifestKey key)
      throws RegistryException {
    Optional<Manifest> root = client.manifest(repository, key);
    if (root.isEmpty()) {
      return Optional.empty();
    }
    var results = new PublishedResults(client, repository);
    List<PublishedImage> platforms = new ArrayList<>();
    if (root.get() instanceof Manifest.Index index) {
      List<Descriptor> runnable =
          index.manifests().stream().filter(PublishedResults::runs).toList();
      for (Descriptor child : runnable.subList(0, Math.min(runnable.size(), MOST_PLATFORMS))) {
        platforms.add(results.image(child, child.platform(), List.of()));
      }
    }
    return Optional.of(results.image(root.get().self(), null, platforms));
  }

  private static boolean runs(Descriptor child) {
    Platform platform = child.platform();
    return platform == null || !platform.isUnknown();
  }

  /** Some registries list the type of the empty config instead of the artifact type. */
  private static boolean isReport(Descriptor referrer) {
    String type = referrer.artifactType();
    return MediaTypes.REPORT.equals(type)
        || ((type == null || type.equals(MediaTypes.OCI_EMPTY))
            && referrer.annotations().containsKey(AnnotationKeys.REPORT_DIGEST));
  }

  private PublishedImage image(
      Descriptor manifest, @Nullable Platform platform, List<PublishedImage> platforms)
      throws RegistryException {
    List<Descriptor> referrers = client.referrers(repository, manifest.digest(), null);
    List<String> problems = new ArrayList<>();
    Report report = null;
    for (Descriptor candidate :
        referrers.stream().filter(PublishedResults::isReport).sorted(NEWEST_FIRST).toList()) {
      report = report(manifest, candidate, problems);
      if (report != null) {
        break;
      }
    }
    return new PublishedImage(manifest, platform, referrers, report, problems, platforms);
  }

  /** The report that a referrer holds; null, with one problem more, when it does not. */
  private @Nullable Report report(Descriptor image, Descriptor referrer, List<String> problems)
      throws RegistryException {
    String what = "report " + referrer.digest() + " of " + image.digest() + ": ";
    try {
      var key = new ManifestKey.ByDigest(referrer.digest());
      Manifest manifest = client.manifest(repository, key).orElse(null);
      if (!(manifest instanceof Manifest.Image artifact) || artifact.layers().size() != 1) {
        problems.add(
            what + (manifest == null ? "is listed but not there" : "is not made as reports are"));
        return null;
      }
      byte[] content = Contents.fetch(client, repository, artifact.layers().getFirst());
      Report report = new ReportReader().read(content);
      if (!image.digest().toString().equals(report.image().digest())) {
        problems.add(what + "speaks of another image, " + report.image().digest());
        return null;
      }
      return report;
    } catch (MalformedReport e) {
      problems.add(what + e.getMessage());
      return null;
    } catch (RegistryException e) {
      if (e.isRetryable() || e.failure() instanceof RegistryFailure.Denied) {
        throw e;
      }
      problems.add(what + e.getMessage());
      return null;
    }
  }
}
