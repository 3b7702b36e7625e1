package io.registrysidecar.cli;

import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.publish.PublishedImage;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.Report;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Prints what somebody sees who can pull the image, and how to see it with other people's tools.
 */
final class DemoView {

  private static final int FIRST = 8;

  private final PrintStream out;
  private final DemoStage stage;

  DemoView(Console console, DemoStage stage) {
    this.out = console.out();
    this.stage = stage;
  }

  void show(PublishedImage seen) throws MalformedReference {
    Report report = Objects.requireNonNull(seen.report());
    out.println();
    out.print(new ReferrersTable(Reference.parse(stage.image())).of(seen));
    out.println("First findings of " + report.findings().size() + ", worst first");
    report.findings().stream().limit(FIRST).forEach(finding -> out.println("  " + line(finding)));
    out.println();
    out.println(
        "The advisories are a sample of real records that ships with this program, so most problems"
            + " are not found.");
    out.println("To load the full data, for example from a copy of the OSV bucket:");
    out.println("  registry-sidecar db import DIRECTORY|FILE|URL");
  }

  void showHowToRead(PublishedImage seen, boolean running) {
    String host = stage.registryUrl().getRawAuthority();
    String repository = stage.image().substring(host.length() + 1, stage.image().lastIndexOf(':'));
    String digest = seen.manifest().digest().toString();
    String plain = "--host reg=" + host + ",tls=disabled ";
    out.println();
    out.println(
        running
            ? "Read it with the tools that you have:"
            : "Read it with the tools that you have (these addresses live on with demo --keep):");
    out.println("  regctl artifact list " + plain + stage.image());
    out.println(
        "  regctl artifact get "
            + plain
            + "--subject "
            + stage.image()
            + " --filter-artifact-type "
            + MediaTypes.REPORT);
    out.println("  oras discover --plain-http " + stage.image());
    out.println("  curl -s " + stage.registryUrl() + "/v2/" + repository + "/referrers/" + digest);
    out.println("  registry-sidecar show " + stage.image());
    out.println("The registry as a whole, from the sidecar:");
    out.println("  curl -s " + stage.sidecarUrl() + "/api/v1/images");
    if (running) {
      out.println("Push an image of your own, and look at it in the same way:");
      out.println(
          "  skopeo copy --dest-tls-verify=false docker://… docker://" + host + "/demo/yours:1.0");
    }
  }

  private static String line(FindingInfo finding) {
    String names =
        Stream.concat(
                Stream.of(finding.id()),
                finding.aliases().stream().filter(alias -> alias.startsWith("CVE-")).limit(1))
            .distinct()
            .reduce((a, b) -> a + " " + b)
            .orElse(finding.id());
    return String.format(
        Locale.ROOT,
        "%-10s %-36s %s%s",
        finding.severity().word(),
        Printable.of(names),
        Printable.of(finding.component()),
        finding.fixed() == null ? "" : "  fixed in " + Printable.of(finding.fixed()));
  }
}
