package io.registrysidecar.cli;

import io.registrysidecar.ConfiguredTrust;
import io.registrysidecar.PolicyOverride;
import io.registrysidecar.RegistryConnections;
import io.registrysidecar.SignedBefore;
import io.registrysidecar.SigningKeyRing;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.config.SigningSettings;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.policy.Decision;
import io.registrysidecar.policy.Policy;
import io.registrysidecar.policy.PolicyFile;
import io.registrysidecar.publish.ImageSigner;
import io.registrysidecar.publish.Subject;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.key.KeyFailure;
import io.registrysidecar.sign.key.KeyFile;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.key.PasswordSource;
import io.registrysidecar.sign.key.RingKey;
import io.registrysidecar.verify.FoundSignature;
import io.registrysidecar.verify.ImageSignatures;
import io.registrysidecar.verify.TrustedParties;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs an image: says that it may run. */
@Command(
    name = "sign",
    description = {
      "Signs an image with the release key: says that it may run. Signatures that are there stay.",
      "What this key has signed already in the same form is left as it is.",
      "With --policy, refuses when the image does not meet it; its report must be in the registry,"
          + " signed by a trusted key for scan results."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar sign registry.example.com/team/app:1.0",
      "  registry-sidecar sign --format bundle,notary --recursive"
          + " registry.example.com/team/app:1.0",
      "  registry-sidecar sign --policy production.yaml registry.example.com/team/app:1.0",
      "%nExit status: 0 signed, 1 --policy not met and hence not signed, 2 wrongly written, 3 could"
          + " not be done."
    })
final class SignCommand implements Callable<Integer> {

  private static final int MOST_PLATFORMS = 64;

  private final Console console;

  @Spec CommandSpec spec;
  @Mixin StateOptions configuration;

  @Parameters(paramLabel = "IMAGE", description = "The image: registry/repository:tag or @digest.")
  Reference image;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "The private key, in place of the release key of this installation. Its password is where"
              + " those of other keys are.")
  @Nullable Path key;

  @Option(
      names = "--format",
      paramLabel = "FORM",
      split = ",",
      defaultValue = "bundle",
      description =
          "bundle (cosign 3, Kyverno), legacy (cosign's old form) or notary (notation, Ratify);"
              + " several with commas. Default: ${DEFAULT-VALUE}.")
  List<ImageSigner.Form> formats = List.of(ImageSigner.Form.BUNDLE);

  @Option(names = "--recursive", description = "Sign the images that an index lists, too.")
  boolean recursive;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The policy that the image must meet.")
  @Nullable Path policy;

  @Option(
      names = "--override",
      description = "Sign although the policy is not met. Needs --reason.")
  boolean override;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why --override; becomes a part of the signature, which everybody can read.")
  @Nullable String reason;

  @Option(
      names = "--plain-http",
      description = "Speak http to the registry; on loopback addresses this needs no saying.")
  boolean plainHttp;

  SignCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (override != (reason != null) || (override && policy == null)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--override, --reason and --policy belong together");
    }
    if (reason != null && (reason.isBlank() || reason.length() > 1024)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--reason: write 1 to 1024 characters");
    }
    Instant now = Instant.now();
    Policy checked = policy == null ? null : PolicyFile.check(policy, now);
    Configuration settings = configuration.load(console);
    KeyRing ring = SigningKeyRing.of(settings, console.environment(), InstantSource.system());
    try (RegistryConnections registries =
            RegistryConnections.open(settings, console.environment(), Version.text());
        DistributionClient client = registries.of(image, plainHttp)) {
      Manifest found =
          client
              .manifest(image.repository(), image.key())
              .orElseThrow(() ->
                  new CommandFailure(
                      "sign " + image + ": the registry has no such image. Check name and tag."));
      String why = null;
      if (checked != null) {
        TrustedParties trusted =
            ConfiguredTrust.read(settings.trust(), ring, InstantSource.system());
        Decision decision = decide(client, trusted, checked, found, now);
        if (!decision.isMet()) {
          console.say(Printable.of("registry-sidecar: the policy " + policy + " is not met:"));
          decision.verdict().reasons().forEach(said -> console.say("  " + Printable.of(said)));
          if (!override) {
            console.say("not signed. To sign it all the same: --override --reason TEXT");
            return ExitStatus.NOT_MET;
          }
          why = reason;
          record(settings, found, decision, now);
        }
      }
      sign(client, signer(settings, ring), found, why, now);
      return ExitStatus.DONE;
    }
  }

  /** An override that is not told is told to whoever asks for it, at least. */
  private void record(Configuration settings, Manifest found, Decision decision, Instant now) {
    var wanted =
        new PolicyOverride(
            image,
            String.valueOf(policy),
            decision,
            String.valueOf(reason),
            System.getProperty("user.name", ""),
            "registry-sidecar/" + Version.text());
    wanted
        .record(settings, objects(found).stream().map(Descriptor::digest).toList(), now)
        .ifPresent(missing ->
            console.say(
                Printable.of(
                    "the reason stands in the signature, and in no history of the image: "
                        + missing)));
  }

  private Decision decide(
      DistributionClient client,
      TrustedParties trusted,
      Policy checked,
      Manifest found,
      Instant now)
      throws Exception {
    var signatures =
        new ImageSignatures(client, trusted, InstantSource.system())
            .of(
                image.repository(),
                new ManifestKey.ByDigest(found.self().digest()),
                Optional.empty())
            .orElseThrow(() -> new CommandFailure("sign " + image + ": it has just gone"));
    return new SignedPolicy(client, trusted, image, now).decide(checked, signatures);
  }

  private void sign(
      DistributionClient client, Signer key, Manifest found, @Nullable String why, Instant now)
      throws Exception {
    ImageSigner signer = new ImageSigner(client, key, "registry-sidecar/" + Version.text());
    SignedBefore before = new SignedBefore(client, key, InstantSource.system());
    Set<ImageSigner.Form> forms = EnumSet.copyOf(formats);
    for (Descriptor object : objects(found)) {
      Subject subject = new Subject(client.host(), image.repository(), object);
      Map<FoundSignature.Kind, Digest> there = before.of(image.repository(), object.digest(), why);
      for (ImageSigner.Form form : forms) {
        Digest holder = there.get(FoundSignature.Kind.valueOf(form.name()));
        String done = holder == null ? "signed" : "signed before";
        if (holder == null) {
          holder = signer.sign(subject, form, why, now);
        }
        console
            .out()
            .println(
                "%s %s: %s %s"
                    .formatted(
                        done, object.digest(), form.name().toLowerCase(Locale.ROOT), holder));
      }
    }
    console.out().flush();
  }

  private List<Descriptor> objects(Manifest found) {
    List<Descriptor> objects = new ArrayList<>(List.of(found.self()));
    if (recursive && found instanceof Manifest.Index index) {
      index.manifests().stream().limit(MOST_PLATFORMS).forEach(objects::add);
    }
    return objects;
  }

  /** A key for scan results never says that an image may run, also not when it is asked to. */
  private Signer signer(Configuration settings, KeyRing ring) throws KeyFailure, CommandFailure {
    if (key == null) {
      return ring.signer(KeyRole.RELEASE);
    }
    Signer named = read(key, settings);
    for (RingKey own : ring.keys(KeyRole.ATTESTATION)) {
      if (own.publicKey().equals(named.publicKey())) {
        throw new CommandFailure(
            "sign with "
                + key
                + ": this is the key for scan results, which must not say that images may run."
                + " Leave --key out for the release key.");
      }
    }
    return named;
  }

  private Signer read(Path file, Configuration settings) throws CommandFailure {
    try {
      return KeyFile.read(
          file,
          PasswordSource.firstOf(
              PasswordSource.file(settings.signing().passwordFile()),
              PasswordSource.variable(console.environment(), SigningSettings.PASSWORD),
              PasswordSource.variable(console.environment(), "COSIGN_PASSWORD")));
    } catch (KeyFailure e) {
      throw new CommandFailure("--key: " + e.getMessage(), e);
    }
  }
}
