package io.registrysidecar.policy;

import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.PlatformInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an operator asks of images. {@link #decide} is pure: equal facts give equal decisions,
 * whatever the order of rules, findings or exceptions.
 */
public final class Policy {

  /** Where a policy has no rule about coverage, gaps are a warning. */
  private static final NamedRule IMPLIED_COVERAGE =
      new NamedRule(
          CoverageRule.KIND,
          CoverageRule.KIND,
          Enforcement.WARN,
          new CoverageRule(CoverageStatus.COMPLETE, Set.of()));

  private static final String PLATFORMS = "platforms";

  private final String name;
  private final Duration pendingGrace;
  private final List<NamedRule> rules;
  private final List<Profile> profiles;
  private final List<Exemption> exemptions;

  Policy(
      String name,
      Duration pendingGrace,
      List<NamedRule> rules,
      List<Profile> profiles,
      List<Exemption> exemptions) {
    this.name = name;
    this.pendingGrace = pendingGrace;
    this.rules = List.copyOf(rules);
    this.profiles = List.copyOf(profiles);
    this.exemptions = List.copyOf(exemptions);
  }

  /** What it calls itself; empty when it does not. */
  public String name() {
    return name;
  }

  /** The exceptions whose last day is over, for people. */
  public List<String> expired(Instant now) {
    return exemptions.stream()
        .filter(exemption -> exemption.isExpired(now))
        .map(exemption ->
            "the exception of "
                + exemption.owner()
                + " (\""
                + exemption.reason()
                + "\") ended on "
                + exemption.expires())
        .sorted()
        .toList();
  }

  /**
   * Whether who signed an image of a repository may make a difference.
   *
   * @param repository registry host and repository
   */
  public boolean asksForSignatures(String repository) {
    return rulesOf(profile(repository)).stream().anyMatch(rule -> rule.rule().asksForSignatures());
  }

  /** Whether who signed images may make a difference for any repository. */
  public boolean asksForSignatures() {
    return all().anyMatch(rule -> rule.rule().asksForSignatures());
  }

  /** Whether a decision may become another by time alone: by a rule, or as an exception ends. */
  public boolean asksForTime() {
    return !exemptions.isEmpty() || all().anyMatch(rule -> rule.rule().asksForTime());
  }

  private Stream<NamedRule> all() {
    return Stream.concat(
        rules.stream(), profiles.stream().flatMap(profile -> profile.rules().stream()));
  }

  /** Decides about one image, or about an index by its platforms. */
  public Decision decide(Facts facts) {
    return switch (facts) {
      case Facts.Scanned scanned -> scanned(scanned);
      case Facts.Index index -> index(index);
      case Facts.Pending pending ->
          Decision.pending(
              profile(pending.repository()).map(chosen -> chosen.glob.text()).orElse(null),
              pending.since().plus(pendingGrace),
              pending.now());
    };
  }

  private Decision scanned(Facts.Scanned facts) {
    String repository = facts.report().image().repository();
    Optional<Chosen> profile = profile(repository);
    return Decision.of(
        profile.map(chosen -> chosen.glob.text()).orElse(null),
        rulesOf(profile).stream().map(rule -> result(rule, facts)).toList());
  }

  private RuleResult result(NamedRule rule, Facts.Scanned facts) {
    var image = facts.report().image();
    List<Exemption> applicable =
        exemptions.stream()
            .filter(e -> e.appliesTo(rule.id(), image.repository(), image.digest(), facts.now()))
            .sorted(Comparator.comparing(Exemption::text))
            .toList();
    List<Problem> left = new ArrayList<>();
    List<String> excused = new ArrayList<>();
    for (Problem problem : rule.rule().judge(facts)) {
      Optional<Exemption> by = applicable.stream().filter(e -> e.covers(problem)).findFirst();
      if (by.isPresent()) {
        excused.add(problem.text() + " (" + by.get().text() + ")");
      } else {
        left.add(problem);
      }
    }
    return new RuleResult(
        rule.id(),
        rule.kind(),
        rule.enforcement(),
        left.stream().map(Problem::outcome).min(Comparator.naturalOrder()).orElse(Outcome.KEPT),
        left.stream()
            .sorted(Comparator.comparing(Problem::outcome).thenComparing(Problem::text))
            .map(Problem::text)
            .distinct()
            .toList(),
        excused.stream().sorted().distinct().toList());
  }

  /** Each rule says of an index the worst that it says of a platform. */
  private Decision index(Facts.Index index) {
    Map<String, RuleResult> worst = new TreeMap<>();
    for (Facts.Scanned platform : index.platforms()) {
      String label = String.valueOf(platform.report().image().platform());
      for (RuleResult result : scanned(platform).rules()) {
        worst.merge(result.rule(), labelled(result, label), Policy::both);
      }
    }
    unscanned(index).ifPresent(result -> worst.put(PLATFORMS, result));
    return Decision.of(
        profile(index.rollUp().image().repository()).map(chosen -> chosen.glob.text()).orElse(null),
        List.copyOf(worst.values()));
  }

  private static Optional<RuleResult> unscanned(Facts.Index index) {
    List<String> names =
        index.rollUp().platforms().stream()
            .filter(platform -> !isScanned(platform, index.platforms()))
            .map(platform -> platform.platform() + " was not scanned")
            .sorted()
            .toList();
    List<String> reasons =
        names.isEmpty() && index.platforms().isEmpty() ? List.of("no platform was scanned") : names;
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RuleResult(
                PLATFORMS, PLATFORMS, Enforcement.FAIL, Outcome.UNKNOWN, reasons, List.of()));
  }

  private static boolean isScanned(PlatformInfo platform, List<Facts.Scanned> scanned) {
    return scanned.stream()
        .anyMatch(facts -> platform.digest().equals(facts.report().image().digest()));
  }

  private static RuleResult labelled(RuleResult result, String platform) {
    return new RuleResult(
        result.rule(),
        result.kind(),
        result.enforcement(),
        result.outcome(),
        result.reasons().stream().map(reason -> platform + ": " + reason).toList(),
        result.excused().stream().map(reason -> platform + ": " + reason).toList());
  }

  private static RuleResult both(RuleResult one, RuleResult other) {
    boolean first = one.outcome().compareTo(other.outcome()) <= 0;
    RuleResult worse = first ? one : other;
    RuleResult milder = first ? other : one;
    List<String> reasons = new ArrayList<>(worse.reasons());
    reasons.addAll(milder.reasons());
    List<String> excused = new ArrayList<>(worse.excused());
    excused.addAll(milder.excused());
    return new RuleResult(
        worse.rule(), worse.kind(), worse.enforcement(), worse.outcome(), reasons, excused);
  }

  private List<NamedRule> rulesOf(Optional<Chosen> profile) {
    Map<String, NamedRule> effective = new LinkedHashMap<>();
    rules.forEach(rule -> effective.put(rule.id(), rule));
    profile.ifPresent(chosen -> {
      chosen.profile.without().forEach(effective::remove);
      chosen.profile.rules().forEach(rule -> effective.put(rule.id(), rule));
    });
    if (effective.values().stream().noneMatch(rule -> rule.kind().equals(CoverageRule.KIND))) {
      effective.putIfAbsent(IMPLIED_COVERAGE.id(), IMPLIED_COVERAGE);
    }
    return List.copyOf(effective.values());
  }

  private Optional<Chosen> profile(String repository) {
    return profiles.stream()
        .flatMap(profile -> profile.repositories().stream().map(glob -> new Chosen(glob, profile)))
        .filter(chosen -> chosen.glob.matchesRepository(repository))
        .min(Comparator.comparing(Chosen::glob));
  }

  /** A profile, and its pattern that matched. */
  private record Chosen(Glob glob, Profile profile) {}
}
