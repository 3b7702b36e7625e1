package io.registrysidecar.admission;

import com.github.benmanes.caffeine.cache.Ticker;
import io.registrysidecar.config.AdmissionRules;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageListener;
import io.registrysidecar.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;

/**
 * Tells clusters which images may run: one way of deciding, and what each sort of cluster asks and
 * wants to hear. Must hear of every change in the state.
 */
public final class Admission implements ImageListener {

  /** What is answered to who does not say how long it waits. */
  public static final Duration PATIENT = Duration.ofDays(1);

  private static final Duration LOOKUP = Duration.ofSeconds(10);

  private final Decisions decisions;
  private final Resolver resolver;
  private final AdmissionRules rules;
  private final InstantSource clock;

  /**
   * Wires it.
   *
   * @param registries those that are looked after
   * @param store what is known of their images
   * @param rules how the operator wants clusters to be answered
   * @param judge knows the policy
   * @param scans has images scanned that nobody knows
   * @param mostWaiting how many may wait for registries and scans at the same time
   */
  public Admission(
      Collection<WatchedRegistry> registries,
      Store store,
      AdmissionRules rules,
      Judge judge,
      ScanWish scans,
      InstantSource clock,
      int mostWaiting) {
    this(registries, store, rules, judge, scans, clock, mostWaiting, DecisionListener.NONE);
  }

  /**
   * The same.
   *
   * @param listener hears of each decision; that each is logged needs no listener
   */
  public Admission(
      Collection<WatchedRegistry> registries,
      Store store,
      AdmissionRules rules,
      Judge judge,
      ScanWish scans,
      InstantSource clock,
      int mostWaiting,
      DecisionListener listener) {
    DecisionListener log = new DecisionLog();
    this.rules = rules;
    this.clock = clock;
    this.resolver = new Resolver(Ticker.systemTicker(), longestLookup(rules.deadline()));
    StoredVerdicts stored = new StoredVerdicts(store.images(), store.publications());
    this.decisions =
        new Decisions(
            new Names(registries, rules),
            resolver,
            new VerdictCache(stored::read, Ticker.systemTicker()),
            new Answering(rules, judge),
            scans,
            clock,
            mostWaiting,
            decided -> {
              log.decided(decided);
              listener.decided(decided);
            });
  }

  /** What is answered by the least of both, with something left for the way back. */
  static Deadline deadline(Duration longest, Duration patience) {
    Duration bearable = patience.multipliedBy(4).dividedBy(5);
    return Deadline.in(bearable.compareTo(longest) < 0 ? bearable : longest);
  }

  /** A registry may be slower than who asks us: whoever asks again finds its answer. */
  private static Duration longestLookup(Duration deadline) {
    Duration bearable = deadline.multipliedBy(2);
    return bearable.compareTo(LOOKUP) > 0 ? bearable : LOOKUP;
  }

  /** AdmissionReviews of validating webhooks. */
  public Webhook validation() {
    return new ReviewWebhook(new Validation(decisions), rules.deadline());
  }

  /** AdmissionReviews of mutating webhooks: tags are replaced by digests. */
  public Webhook mutation() {
    return new ReviewWebhook(new Mutation(decisions, rules.error()), rules.deadline());
  }

  /** ImageReviews of the ImagePolicyWebhook. */
  public Webhook imageReviews() {
    return new ImageReviews(decisions, rules.deadline());
  }

  /** Calls out of policies of Kyverno. */
  public Webhook kyverno() {
    return new KyvernoCalls(decisions, rules.deadline());
  }

  /** Keys of Gatekeeper's external data, answered with verdicts. */
  public Webhook providerVerdicts() {
    return new ProviderVerdicts(decisions, rules.deadline(), clock, Endpoint.GATEKEEPER);
  }

  /** The same, asked in Ratify's place. */
  public Webhook ratifyVerdicts() {
    return new ProviderVerdicts(decisions, rules.deadline(), clock, Endpoint.RATIFY);
  }

  /** Keys of Gatekeeper's external data, answered with digests. */
  public Webhook providerDigests() {
    return new ProviderDigests(decisions, rules.deadline(), rules.error());
  }

  /**
   * What is said of one image.
   *
   * @param known whether there is a verdict
   * @param json the answer
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Told(boolean known, byte[] json) {}

  /**
   * Decides about one image, for scripts.
   *
   * @param namespace where it is to run; empty when that is not said
   * @throws MalformedReference if it is not the reference of an image
   */
  public Told verdict(String image, String namespace)
      throws MalformedReference, InterruptedException {
    Reference.parse(image);
    ImageAnswer answer =
        decisions.decide(
            new Wanted(image, namespace),
            new Asking(deadline(rules.deadline(), PATIENT), false, Endpoint.VERDICT));
    return new Told(answer.known() != null, BoundedJson.write(VerdictJson.of(answer)));
  }

  @Override
  public void changed(ImageKey image) {
    decisions.changed(image);
  }

  @Override
  public void moved(String registry, RepositoryName repository, String tag) {
    resolver.moved(registry, repository, tag);
  }
}
