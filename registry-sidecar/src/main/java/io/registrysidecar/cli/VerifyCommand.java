package io.registrysidecar.cli;

import io.registrysidecar.RegistryConnections;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.policy.Decision;
import io.registrysidecar.policy.Policy;
import io.registrysidecar.policy.PolicyFile;
import io.registrysidecar.verify.Found;
import io.registrysidecar.verify.ImageSignatures;
import io.registrysidecar.verify.TrustedParties;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says who signed an image, and whether somebody who is trusted did. */
@Command(
    name = "verify",
    description = {
      "Says who signed an image and what was attested of it, and why anything was rejected.",
      "Looks at sigstore bundles, signatures and attestations in cosign's old form, and signatures"
          + " of the Notary Project. A key of scan results never counts as one that releases"
          + " images."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar verify registry.example.com/team/app:1.0",
      "  registry-sidecar verify --key release.pub registry.example.com/team/app:1.0",
      "  registry-sidecar verify --key release.pub --policy production.yaml"
          + " registry.example.com/team/app:1.0",
      "%nExit status: 0 a trusted signer released the image, and --policy is met; 1 not so; 2"
          + " wrongly written; 3 could not be done."
    })
final class VerifyCommand implements Callable<Integer> {

  private final Console console;

  @Spec CommandSpec spec;
  @Mixin StateOptions configuration;
  @Mixin TrustOptions trust;
  @Mixin AnswerOptions answer;

  @Parameters(paramLabel = "IMAGE", description = "The image: registry/repository:tag or @digest.")
  Reference image;

  @Option(
      names = "--index",
      paramLabel = "DIGEST",
      description = "An index whose signatures count, too, if it lists the image.")
  @Nullable String index;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "The policy that the image must meet, too. The report that it is judged by is the newest"
              + " in the registry that a trusted key for scan results signed.")
  @Nullable Path policy;

  @Option(
      names = "--plain-http",
      description = "Speak http to the registry; on loopback addresses this needs no saying.")
  boolean plainHttp;

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Optional<Digest> listed = listed();
    Instant now = Instant.now();
    Policy checked = policy == null ? null : PolicyFile.check(policy, now);
    Configuration settings = configuration.load(console);
    TrustedParties trusted = trust.read(settings, console);
    try (RegistryConnections registries =
            RegistryConnections.open(settings, console.environment(), Version.text());
        DistributionClient client = registries.of(image, plainHttp)) {
      Found found =
          new ImageSignatures(client, trusted, InstantSource.system())
              .of(image.repository(), image.key(), listed)
              .orElseThrow(() ->
                  new CommandFailure(
                      "verify " + image + ": the registry has no such image. Check name and tag."));
      Optional<Decision> decision =
          checked == null
              ? Optional.empty()
              : Optional.of(new SignedPolicy(client, trusted, image, now).decide(checked, found));
      console
          .out()
          .print(
              answer.isJson() ? FoundJson.of(image, found, decision) : FoundText.of(image, found));
      if (policy != null && decision.isPresent() && !answer.isJson()) {
        console.out().print(PolicyText.of(policy.toString(), image.toString(), decision.get()));
      }
      console.out().flush();
      return found.isReleased() && decision.map(Decision::isMet).orElse(true)
          ? ExitStatus.DONE
          : ExitStatus.NOT_MET;
    }
  }

  private Optional<Digest> listed() {
    try {
      return index == null ? Optional.empty() : Optional.of(Digest.parse(index));
    } catch (MalformedReference e) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--index: " + e.getMessage(), e);
    }
  }
}
