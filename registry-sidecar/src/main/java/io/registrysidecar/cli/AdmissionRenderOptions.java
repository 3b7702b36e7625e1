package io.registrysidecar.cli;

import io.registrysidecar.SigningKeyRing;
import io.registrysidecar.admission.render.Address;
import io.registrysidecar.admission.render.Authorities;
import io.registrysidecar.admission.render.CannotRender;
import io.registrysidecar.admission.render.Consumer;
import io.registrysidecar.admission.render.Names;
import io.registrysidecar.admission.render.Setting;
import io.registrysidecar.admission.render.Settings;
import io.registrysidecar.config.ConfigurationException;
import io.registrysidecar.file.FileProblem;
import io.registrysidecar.file.RegularFile;
import io.registrysidecar.sign.key.KeyFailure;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.key.PublicKeys;
import io.registrysidecar.sign.key.RingKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What can be said about the manifests of admission. */
final class AdmissionRenderOptions {

  private static final int LARGEST_KEY = 1 << 16;

  /** The most that Kubernetes lets a webhook have. */
  private static final int MOST_SECONDS = 30;

  /** Which options say what. */
  private static final Map<Setting, List<String>> NAMES =
      Map.ofEntries(
          Map.entry(Setting.URL, List.of("--url")),
          Map.entry(Setting.SERVICE, List.of("--service", "--namespace", "--port")),
          Map.entry(Setting.CA, List.of("--ca")),
          Map.entry(Setting.FAIL, List.of("--fail")),
          Map.entry(Setting.TIMEOUT, List.of("--timeout")),
          Map.entry(Setting.NAMESPACES, List.of("--exempt-namespace")),
          Map.entry(Setting.IMAGES, List.of("--images")),
          Map.entry(Setting.EXEMPT_IMAGES, List.of("--exempt")),
          Map.entry(Setting.KEYS, List.of("--key")),
          Map.entry(Setting.MAX_AGE, List.of("--max-age")),
          Map.entry(Setting.CLIENT_CERTIFICATE, List.of("--client-cert", "--client-key")),
          Map.entry(Setting.DIGESTS, List.of("--digests")));

  /** What happens when the service cannot be asked. */
  enum Failing {
    open,
    closed
  }

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Where the service answers, in place of a Service of the cluster. image-policy and"
              + " containerd need it: they do not know the names of Services.")
  @Nullable String url;

  @Option(
      names = "--service",
      paramLabel = "NAME",
      defaultValue = Address.DEFAULT_NAME,
      description = "The Service of the cluster that answers. Default: ${DEFAULT-VALUE}.")
  String service = Address.DEFAULT_NAME;

  @Option(
      names = "--namespace",
      paramLabel = "NAMESPACE",
      defaultValue = Address.DEFAULT_NAME,
      description = "Its namespace. Default: ${DEFAULT-VALUE}.")
  String namespace = Address.DEFAULT_NAME;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + Address.DEFAULT_PORT,
      description = "Its port. Default: ${DEFAULT-VALUE}.")
  int port = Address.DEFAULT_PORT;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "The certificates (PEM) that vouch for that of the service. Gatekeeper needs them; others"
              + " believe those that their machine trusts when there are none.")
  @Nullable Path ca;

  @Option(
      names = "--fail",
      paramLabel = "HOW",
      defaultValue = "closed",
      description =
          "What happens when the service cannot be asked: closed, nothing may run; open, everything"
              + " may. Default: ${DEFAULT-VALUE}.")
  Failing fail = Failing.closed;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description =
          "How long an answer may take, from 1 to 30; more than admission.deadline. Default: 5, and"
              + " 30 for kyverno-attestations.")
  @Nullable Integer timeout;

  @Option(
      names = "--exempt-namespace",
      paramLabel = "NAMESPACE",
      description =
          "A namespace that is left alone, beside kube-system and those of the service and of who"
              + " asks; may be given several times.")
  List<String> namespaces = List.of();

  @Option(
      names = "--images",
      paramLabel = "IMAGES",
      defaultValue = "*",
      description =
          "Which images must have results: a reference with stars; may be given several times."
              + " Default: all.")
  List<String> images = List.of("*");

  @Option(
      names = "--exempt",
      paramLabel = "IMAGES",
      defaultValue = "registry.k8s.io/pause:*",
      description =
          "Images that nodes take without a question, since nothing starts without them: a"
              + " reference with stars; may be given several times. Default: ${DEFAULT-VALUE}.")
  List<String> exempt = List.of("registry.k8s.io/pause:*");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "The public key (PEM) that signs results; may be given several times. Default: the keys"
              + " of this installation.")
  List<Path> keys = List.of();

  @Option(
      names = "--max-age",
      paramLabel = "DAYS",
      defaultValue = "7",
      description =
          "How many days old a result may be, from 1 to 365; the service makes new ones every three"
              + " days. Default: ${DEFAULT-VALUE}.")
  int days = 7;

  @Option(
      names = "--client-cert",
      paramLabel = "FILE",
      description =
          "The certificate with which the service is asked, where it is on the machine that asks.")
  String certificate = "";

  @Option(names = "--client-key", paramLabel = "FILE", description = "Its key, likewise.")
  String key = "";

  @Option(
      names = "--digests",
      description = "Let tags be replaced by the digests that they have, too.")
  boolean digests;

  /** How people say it. */
  static List<String> names(Setting setting) {
    return NAMES.getOrDefault(setting, List.of());
  }

  /** What was said, other than by default. */
  Set<Setting> given(CommandSpec spec) {
    Set<Setting> given = EnumSet.noneOf(Setting.class);
    NAMES.forEach((setting, names) -> {
      if (names.stream().anyMatch(spec.commandLine().getParseResult()::hasMatchedOption)) {
        given.add(setting);
      }
    });
    return given;
  }

  /**
   * Everything for one consumer.
   *
   * @throws CannotRender if something is wrongly written
   * @throws KeyFailure if a key is missing, or cannot be read
   */
  Settings settings(Consumer consumer, StateOptions configuration, Console console)
      throws CannotRender, CommandFailure, ConfigurationException, KeyFailure {
    int seconds =
        timeout != null ? timeout : consumer == Consumer.KYVERNO_ATTESTATIONS ? MOST_SECONDS : 5;
    within("--timeout", seconds, MOST_SECONDS);
    within("--max-age", days, 365);
    if (certificate.isEmpty() != key.isEmpty()) {
      throw new CannotRender("--client-cert and --client-key need each other");
    }
    return new Settings(
        new Settings.Asking(
            url == null ? Address.service(service, namespace, port) : Address.url(url),
            ca == null ? Authorities.SYSTEM : Authorities.read(ca),
            certificate.isEmpty() ? "" : Names.path(certificate),
            key.isEmpty() ? "" : Names.path(key),
            fail == Failing.open,
            seconds),
        new Settings.Scope(labels(), references(images), references(exempt)),
        new Settings.Trust(
            consumer.takes().contains(Setting.KEYS) ? keys(configuration, console) : List.of(),
            Duration.ofDays(days)),
        digests);
  }

  private static void within(String option, int value, int most) throws CannotRender {
    if (value < 1 || value > most) {
      throw new CannotRender(option + " must be from 1 to " + most);
    }
  }

  private List<String> labels() throws CannotRender {
    List<String> checked = new ArrayList<>();
    for (String name : namespaces) {
      checked.add(Names.label("namespace", name));
    }
    return checked;
  }

  private static List<String> references(List<String> patterns) throws CannotRender {
    List<String> checked = new ArrayList<>();
    for (String pattern : patterns) {
      checked.add(Names.images(pattern));
    }
    return checked;
  }

  private List<PublicKey> keys(StateOptions configuration, Console console)
      throws CommandFailure, ConfigurationException, KeyFailure {
    List<PublicKey> found = new ArrayList<>();
    for (Path file : keys) {
      found.add(PublicKeys.ofPem(content(file)));
    }
    if (keys.isEmpty()) {
      SigningKeyRing.of(configuration.load(console), console.environment(), InstantSource.system())
          .keys(KeyRole.ATTESTATION)
          .stream()
          .filter(RingKey::verifies)
          .map(RingKey::publicKey)
          .forEach(found::add);
    }
    if (found.isEmpty()) {
      throw new CommandFailure(
          "find the key that signs results: there is none here. Name its public half with --key"
              + " FILE; the service shows it at /keys/cosign.pub");
    }
    return found;
  }

  private static byte[] content(Path file) throws CommandFailure {
    try (InputStream in = RegularFile.open(file)) {
      return in.readNBytes(LARGEST_KEY);
    } catch (IOException e) {
      throw new CommandFailure("read the public key in " + file + ": " + FileProblem.reason(e), e);
    }
  }
}
