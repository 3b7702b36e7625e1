package io.registrysidecar.verify;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.schema.MalformedReport;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ReportReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reports of scans that somebody signed who is trusted to say what is in images. Others are no
 * reports: anybody who may push can write one that finds nothing.
 */
public final class SignedReports {

  private static final int MOST = 10;

  private final DistributionClient client;
  private final TrustedParties trust;
  private final Instant now;

  /** Reads a registry, and trusts these. */
  public SignedReports(DistributionClient client, TrustedParties trust, Instant now) {
    this.client = client;
    this.trust = trust;
    this.now = now;
  }

  /**
   * The newest report of an image.
   *
   * @return empty when there is none that is signed and can be read
   */
  public Optional<Report> newest(RepositoryName repository, Descriptor image)
      throws RegistryException {
    List<Descriptor> candidates =
        client.referrers(repository, image.digest(), MediaTypes.REPORT).stream()
            .filter(referrer -> MediaTypes.REPORT.equals(referrer.artifactType()))
            .limit(MOST)
            .toList();
    Optional<Report> newest = Optional.empty();
    for (Descriptor candidate : candidates) {
      Optional<Report> report = read(repository, candidate, image);
      newest =
          Stream.concat(newest.stream(), report.stream())
              .max(Comparator.comparing(each -> each.scan().finishedAt()));
    }
    return newest;
  }

  private Optional<Report> read(RepositoryName repository, Descriptor candidate, Descriptor image)
      throws RegistryException {
    var key = new ManifestKey.ByDigest(candidate.digest());
    if (!(client.manifest(repository, key).orElse(null) instanceof Manifest.Image artifact)
        || artifact.layers().size() != 1
        || artifact.layers().getFirst().size() > ReportReader.DEFAULT_MAX_BYTES
        || !isSigned(repository, artifact)) {
      return Optional.empty();
    }
    try (InputStream in = client.blob(repository, artifact.layers().getFirst())) {
      Report report = new ReportReader().read(in);
      return Optional.of(report)
          .filter(read -> image.digest().toString().equals(read.image().digest()));
    } catch (MalformedReport _) {
      return Optional.empty(); // signed by a newer program, perhaps: no report that we can read
    } catch (IOException e) {
      if (e.getCause() instanceof RegistryException failure) {
        throw failure;
      }
      return Optional.empty();
    }
  }

  private boolean isSigned(RepositoryName repository, Manifest.Image artifact)
      throws RegistryException {
    SignatureHunt hunt = new SignatureHunt(SignatureSource.of(client, repository), trust, now);
    hunt.look(artifact.self(), true);
    return hunt.found().stream()
        .anyMatch(signature ->
            signature.isTrusted()
                && signature.isOfImage()
                && signature.roles().contains(TrustedParties.ATTESTATION));
  }
}
