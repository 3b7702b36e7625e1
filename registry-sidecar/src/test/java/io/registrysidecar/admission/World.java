package io.registrysidecar.admission;

import com.github.benmanes.caffeine.cache.Ticker;
import io.registrysidecar.config.AdmissionRules;
import io.registrysidecar.config.RepositoryFilter;
import io.registrysidecar.config.WhenInDoubt;
import io.registrysidecar.config.WhenUnknown;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.policy.Case;
import io.registrysidecar.policy.Decision;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.SignatureInfo;
import io.registrysidecar.schema.Verdict;
import io.registrysidecar.schema.VerdictResult;
import io.registrysidecar.store.ImageKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A registry with an image of each sort, and what is known of them:
 *
 * <pre>
 * registry.example/app:1         passed
 * registry.example/app:2         failed
 * registry.example/app:3         warned
 * registry.example/app:4         no decision
 * registry.example/app:signed    passed, and signed by a certificate and by a key
 * registry.example/app:stated    passed, and signed by nobody who releases images
 * registry.example/app:chart     cannot be scanned
 * registry.example/app:pushed    pushed just now, not scanned
 * registry.example/app:old       pushed an hour ago, not scanned
 * registry.example/app:unheard   in the registry, and nobody has told of it
 * registry.example/private/app   not looked after
 * broken.example                 a registry that does not answer
 * </pre>
 *
 * <p>The policy's time of grace is 15 minutes; {@code registry.example/base/**} and {@code
 * kube-system} are exempt.
 */
final class World {

  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static final RepositoryName APP = new RepositoryName("app");

  private static final List<SignatureInfo> SIGNATURES =
      List.of(
          signature("legacy", "alice", null, "release", null),
          signature("notary", "CN=release,O=Example", "CN=CA,O=Example", "release", null));

  private static final SignatureInfo STATEMENT =
      signature("bundle", "ci", null, "builder", "https://slsa.dev/provenance/v1");

  private static final SignatureInfo SCANNED =
      signature("notary", "CN=scanner,O=Example", "CN=CA,O=Example", "attestation", null);

  final Map<String, Digest> tags = new ConcurrentHashMap<>();
  final Map<Digest, Knowledge> known = new ConcurrentHashMap<>();
  final List<Decided> decided = new CopyOnWriteArrayList<>();
  final List<ImageKey> wished = new CopyOnWriteArrayList<>();
  final AtomicInteger asked = new AtomicInteger();
  final AtomicInteger read = new AtomicInteger();
  volatile boolean registryAnswers = true;

  /** The registry answers when this is open. */
  volatile CountDownLatch registry = new CountDownLatch(0);

  private final AtomicLong ticks = new AtomicLong();

  /** The thread on which the registry was asked last. */
  private volatile Thread asking = new Thread();

  final AdmissionRules rules;
  final Decisions decisions;
  final Resolver resolver;

  /** Where nobody waits for scans. */
  World() {
    this(WhenUnknown.GRACE, WhenInDoubt.DENY, 0);
  }

  World(WhenUnknown unknown, WhenInDoubt inDoubt, int mostWaiting) {
    this(rules(unknown, inDoubt), mostWaiting);
  }

  private World(AdmissionRules rules, int mostWaiting) {
    this.rules = rules;
    image("1", '1', judged(VerdictResult.PASSED));
    image("2", '2', judged(VerdictResult.FAILED, "no-critical: critical CVE-2024-0001 in openssl"));
    image("3", '3', judged(VerdictResult.WARNED, "supported: debian 11 has ended"));
    image("4", '4', judged(VerdictResult.UNKNOWN, "signed: signatures were not checked"));
    image("signed", '9', judged(VerdictResult.PASSED, SIGNATURES));
    image("stated", 'd', judged(VerdictResult.PASSED, List.of(STATEMENT, SCANNED)));
    image("chart", '5', new Knowledge.Unscannable("it cannot be scanned: it is a Helm chart"));
    image("pushed", '6', new Knowledge.Pending(NOW.minus(Duration.ofMinutes(1))));
    image("old", '7', new Knowledge.Pending(NOW.minus(Duration.ofHours(1))));
    image("unheard", '8', new Knowledge.Unheard());
    Ticker ticker = ticks::get;
    resolver = new Resolver(ticker, Duration.ofMinutes(1));
    decisions =
        new Decisions(
            new Names(List.of(registry("main"), registry("broken")), rules),
            resolver,
            new VerdictCache(this::read, ticker),
            new Answering(rules, new Patient()),
            wished::add,
            InstantSource.fixed(NOW),
            mostWaiting,
            decided::add);
  }

  private static AdmissionRules rules(WhenUnknown unknown, WhenInDoubt inDoubt) {
    return new AdmissionRules(
        Duration.ofSeconds(30),
        unknown,
        inDoubt,
        inDoubt,
        new RepositoryFilter(List.of("kube-system")),
        new RepositoryFilter(List.of("registry.example/base/**")));
  }

  static Digest digest(char digit) {
    return new Digest(Digest.Algorithm.SHA256, String.valueOf(digit).repeat(64));
  }

  static ImageKey key(char digit) {
    return new ImageKey("main", APP, digest(digit));
  }

  static Knowledge judged(VerdictResult result, String... reasons) {
    return judged(result, null, reasons);
  }

  private static Knowledge judged(
      VerdictResult result, @Nullable List<SignatureInfo> signatures, String... reasons) {
    return new Knowledge.Judged(
        new KnownVerdict(
            new Verdict(result, List.of(reasons)),
            NOW.minus(Duration.ofHours(2)),
            "",
            List.of(
                new KnownVerdict.Published(MediaTypes.SARIF, digest('a'), digest('b')),
                new KnownVerdict.Published(MediaTypes.REPORT, digest('c'), null)),
            signatures));
  }

  private static SignatureInfo signature(
      String form, String signer, @Nullable String issuer, String role, @Nullable String says) {
    return new SignatureInfo(
        form,
        signer,
        issuer,
        List.of(role),
        says,
        null,
        digest('9').toString(),
        digest('e').toString());
  }

  /** A scan has come to an end. */
  void scanned(char digit, Knowledge result) {
    known.put(digest(digit), result);
    decisions.changed(key(digit));
  }

  Webhook validation() {
    return new ReviewWebhook(new Validation(decisions), rules.deadline());
  }

  Webhook mutation() {
    return new ReviewWebhook(new Mutation(decisions, rules.error()), rules.deadline());
  }

  ImageAnswer decide(String image) throws InterruptedException {
    return decide(image, rules.deadline());
  }

  ImageAnswer decide(String image, Duration patience) throws InterruptedException {
    return decisions.decide(
        new Wanted(image, ""), new Asking(Deadline.in(patience), false, Endpoint.VERDICT));
  }

  private void image(String tag, char digit, Knowledge knowledge) {
    tags.put(tag, digest(digit));
    known.put(digest(digit), knowledge);
  }

  private Knowledge read(ImageKey image) {
    read.incrementAndGet();
    return known.getOrDefault(image.digest(), new Knowledge.Unheard());
  }

  private WatchedRegistry registry(String name) {
    String host = name.equals("main") ? "registry.example" : name + ".example";
    return new WatchedRegistry(
        name,
        host,
        URI.create("https://" + host),
        repository -> !repository.value().startsWith("private/"),
        new TagsOnly(host) {
          @Override
          public Optional<Digest> resolve(RepositoryName repository, ManifestKey key)
              throws RegistryException {
            return resolved(name, repository, key);
          }
        });
  }

  /** Time goes on, but not before the last answer is remembered: whoever asked has it earlier. */
  void passes(Duration time) throws InterruptedException {
    asking.join();
    ticks.addAndGet(time.toNanos());
  }

  private Optional<Digest> resolved(String name, RepositoryName repository, ManifestKey key)
      throws RegistryException {
    asking = Thread.currentThread();
    asked.incrementAndGet();
    try {
      registry.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (name.equals("broken") || !registryAnswers) {
      throw new RegistryException(
          new RegistryFailure.Unreachable("find " + key + " of " + repository, "refused"));
    }
    if (!repository.equals(APP)) {
      return Optional.empty();
    }
    return switch (key) {
      case ManifestKey.Tag tag -> Optional.ofNullable(tags.get(tag.value()));
      case ManifestKey.ByDigest by ->
          Set.copyOf(tags.values()).contains(by.digest())
              ? Optional.of(by.digest())
              : Optional.empty();
    };
  }

  /** Is patient for 15 minutes. */
  private static final class Patient implements Judge {

    @Override
    public Verdict judge(Case asked) {
      return Verdict.noPolicy();
    }

    @Override
    public Optional<Decision> pending(String repository, Instant since) {
      Instant until = since.plus(Duration.ofMinutes(15));
      return Optional.of(
          new Decision(VerdictResult.UNKNOWN, null, List.of(), until, NOW.isBefore(until)));
    }
  }
}
