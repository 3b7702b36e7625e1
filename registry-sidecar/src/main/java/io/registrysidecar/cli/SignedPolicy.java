package io.registrysidecar.cli;

import io.registrysidecar.ImageStatements;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.policy.Decision;
import io.registrysidecar.policy.Facts;
import io.registrysidecar.policy.Policy;
import io.registrysidecar.policy.SignedStatement;
import io.registrysidecar.schema.Report;
import io.registrysidecar.verify.Found;
import io.registrysidecar.verify.SignedReports;
import io.registrysidecar.verify.TrustedParties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Decides by what trusted signers say of an image, and nobody else. */
final class SignedPolicy {

  private final SignedReports reports;
  private final Reference image;
  private final Instant now;

  SignedPolicy(DistributionClient client, TrustedParties trust, Reference image, Instant now) {
    this.reports = new SignedReports(client, trust, now);
    this.image = image;
    this.now = now;
  }

  Decision decide(Policy policy, Found found) throws RegistryException, CommandFailure {
    List<SignedStatement> statements = ImageStatements.of(found);
    Report report = report(found.image().self());
    if (!(found.image() instanceof Manifest.Index) || report.platforms().isEmpty()) {
      return policy.decide(Facts.Scanned.of(report, now).with(statements));
    }
    List<Facts.Scanned> platforms = new ArrayList<>();
    for (var platform : report.platforms()) {
      if (platform.digest() != null) {
        Descriptor manifest = platform(found, platform.digest());
        platforms.add(Facts.Scanned.of(report(manifest), now).with(statements));
      }
    }
    return policy.decide(new Facts.Index(report, platforms));
  }

  private static Descriptor platform(Found found, String digest) throws CommandFailure {
    if (found.image() instanceof Manifest.Index index) {
      for (Descriptor entry : index.manifests()) {
        if (entry.digest().toString().equals(digest)) {
          return entry;
        }
      }
    }
    throw new CommandFailure(
        "judge "
            + digest
            + ": the report of the index tells of it, and the index does not list it");
  }

  private Report report(Descriptor manifest) throws RegistryException, CommandFailure {
    return reports
        .newest(image.repository(), manifest)
        .orElseThrow(() ->
            new CommandFailure(
                "judge "
                    + image.registry()
                    + "/"
                    + image.repository()
                    + "@"
                    + manifest.digest()
                    + ": no report of it is signed by a key that is trusted for scan results. Scan"
                    + " it with --attach, or add the scanner's key to trust.attestation-keys."));
  }
}
