package io.registrysidecar.policy;

import io.registrysidecar.config.Mark;
import io.registrysidecar.config.Problems;
import io.registrysidecar.config.YamlNode;
import io.registrysidecar.config.YamlReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a policy of format version 1, which {@code policy.v1.schema.json} of annotation-schema
 * describes. Everything that is wrong is told at once, with line and column; a policy of which
 * anything is wrong is not used.
 */
final class PolicyReader {

  /** The largest policy that is read, in characters. */
  static final int LARGEST = 1 << 20;

  private static final String VERSION = "1";
  private static final Duration PENDING_GRACE = Duration.ofMinutes(15);
  private static final int MOST_RULES = 500;
  private static final int MOST_EXCEPTIONS = 5_000;
  private static final int MOST_PROFILES = 500;
  private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

  private final Problems problems;
  private final Optional<Instant> now;
  private final Set<String> ids = new LinkedHashSet<>();

  private PolicyReader(Problems problems, Optional<Instant> now) {
    this.problems = problems;
    this.now = now;
  }

  /**
   * Reads a policy for somebody who writes it: an exception that has expired is an error.
   *
   * @param text the YAML document
   * @param file what messages call it
   * @param now the time
   * @throws PolicyException if anything is wrong with it
   */
  static Policy read(String text, String file, Instant now) throws PolicyException {
    return read(text, file, Optional.of(now));
  }

  /**
   * Reads a policy for somebody who goes on working: an exception that has expired does not hold
   * any more, and is no reason to be without a policy. {@link Policy#expired} tells of it.
   *
   * @throws PolicyException if anything else is wrong with it
   */
  static Policy readRunning(String text, String file) throws PolicyException {
    return read(text, file, Optional.empty());
  }

  private static Policy read(String text, String file, Optional<Instant> now)
      throws PolicyException {
    Problems problems = new Problems(file, true);
    if (text.length() > LARGEST) {
      problems.at(Mark.START, "the policy is larger than 1 MiB; check that this is one");
      throw new PolicyException(problems.found());
    }
    YamlNode.Mapping document = YamlReader.read(text, "version: 1", problems);
    if (!problems.found().isEmpty()) {
      throw new PolicyException(problems.found());
    }
    Policy policy = new PolicyReader(problems, now).policy(new Fields(document, "", problems));
    if (!problems.found().isEmpty()) {
      throw new PolicyException(problems.found());
    }
    return policy;
  }

  private Policy policy(Fields fields) {
    Optional<String> version = fields.text("version");
    if (version.isEmpty() && !fields.has("version")) {
      problems.at(fields.mark(), "version is missing; write version: 1");
    } else if (version.isPresent() && !version.get().equals(VERSION)) {
      problems.at(
          fields.markOf("version"),
          "version: \"" + version.get() + "\" is not known here; this program reads version 1");
    }
    String name = fields.text("name").orElse("");
    fields.text("description");
    Enforcement enforcement = defaults(fields);
    Duration grace = pending(fields);
    List<NamedRule> rules = rules(fields, enforcement, new HashMap<>());
    if (!fields.hasSome("rules")) {
      problems.at(
          fields.markOf("rules"), "rules are missing; a policy without any decides nothing");
    }
    rules.forEach(rule -> ids.add(rule.id()));
    List<Profile> profiles = profiles(fields, enforcement);
    List<Exemption> exemptions = exemptions(fields);
    fields.finish();
    return new Policy(name, grace, rules, profiles, exemptions);
  }

  private static Enforcement defaults(Fields fields) {
    Optional<Fields> defaults = fields.group("defaults");
    Enforcement enforcement =
        defaults.flatMap(d -> d.word("enforce", Words.ENFORCEMENTS)).orElse(Enforcement.FAIL);
    defaults.ifPresent(Fields::finish);
    return enforcement;
  }

  private static Duration pending(Fields fields) {
    Optional<Fields> pending = fields.group("pending");
    Duration grace = pending.flatMap(p -> p.duration("grace")).orElse(PENDING_GRACE);
    pending.ifPresent(Fields::finish);
    return grace;
  }

  /** The rules of the policy or of a profile; {@code seen} has the places of identifiers there. */
  private List<NamedRule> rules(Fields fields, Enforcement enforcement, Map<String, Mark> seen) {
    List<Fields> entries = bounded(fields, "rules", MOST_RULES);
    List<NamedRule> rules = new ArrayList<>();
    for (Fields entry : entries) {
      rule(entry, enforcement)
          .ifPresent(rule -> {
            Mark before = seen.putIfAbsent(rule.id(), entry.mark());
            if (before != null) {
              entry.refuse("id", rule.id() + " stands already in line " + before.line());
            }
            rules.add(rule);
          });
    }
    return rules;
  }

  private Optional<NamedRule> rule(Fields entry, Enforcement byDefault) {
    Optional<String> id = id(entry);
    Enforcement enforcement = entry.word("enforce", Words.ENFORCEMENTS).orElse(byDefault);
    entry.text("description");
    List<String> kinds = RuleKinds.ALL.keySet().stream().filter(entry::has).toList();
    Optional<Rule> rule = Optional.empty();
    for (String kind : RuleKinds.ALL.keySet()) {
      Optional<Fields> conditions = entry.group(kind);
      if (conditions.isPresent()) {
        rule = Optional.ofNullable(reader(kind).read(conditions.get()));
        conditions.get().finish();
      }
    }
    if (kinds.size() > 1) {
      entry.refuse("a rule is of one kind; make two of it, for " + String.join(" and for ", kinds));
    } else if (kinds.isEmpty() && !hasUnknown(entry)) {
      entry.refuse("say what is asked for: one of " + String.join(", ", RuleKinds.ALL.keySet()));
    }
    entry.finish();
    return kinds.size() == 1 && id.isPresent() && rule.isPresent()
        ? Optional.of(new NamedRule(id.get(), kinds.getFirst(), enforcement, rule.get()))
        : Optional.empty();
  }

  private static RuleKinds.Reader reader(String kind) {
    return Optional.ofNullable(RuleKinds.ALL.get(kind)).orElseThrow();
  }

  /** Whether it has a field that is neither a kind nor one that every rule may have. */
  private static boolean hasUnknown(Fields entry) {
    return entry.names().stream()
        .anyMatch(name -> !Set.of("id", "enforce", "description").contains(name));
  }

  private static Optional<String> id(Fields entry) {
    Optional<String> id = entry.text("id");
    if (id.isEmpty() && !entry.has("id")) {
      entry.refuse("id is missing; exceptions and results name the rule by it");
    } else if (id.isPresent() && !ID.matcher(id.get()).matches()) {
      entry.refuse(
          "id", "\"" + id.get() + "\": use at most 64 lower-case letters, digits and hyphens");
      return Optional.empty();
    }
    return id;
  }

  private List<Profile> profiles(Fields fields, Enforcement enforcement) {
    List<Profile> profiles = new ArrayList<>();
    Map<String, Mark> seen = new LinkedHashMap<>();
    for (Fields entry : bounded(fields, "profiles", MOST_PROFILES)) {
      List<Glob> globs = globs(entry, "repositories");
      if (!entry.has("repositories")) {
        entry.refuse("repositories are missing; write patterns such as [\"team/**\"]");
      }
      for (Glob glob : globs) {
        Mark before = seen.putIfAbsent(glob.text(), entry.mark());
        if (before != null) {
          entry.refuse(
              "repositories",
              glob.text() + " stands already in the profile of line " + before.line());
        }
      }
      List<NamedRule> rules = rules(entry, enforcement, new HashMap<>());
      List<String> without = entry.texts("without");
      for (String rule : without) {
        if (!ids.contains(rule)) {
          entry.refuse("without", "there is no rule " + rule + "; " + Fields.advice(rule, ids));
        }
        if (rules.stream().anyMatch(own -> own.id().equals(rule))) {
          entry.refuse("without", rule + " is replaced by a rule of this profile already");
        }
      }
      if (!entry.has("rules") && !entry.has("without")) {
        entry.refuse("it changes nothing; write rules: or without:");
      }
      entry.finish();
      profiles.add(new Profile(globs, rules, Set.copyOf(without)));
    }
    profiles.forEach(profile -> profile.rules().forEach(rule -> ids.add(rule.id())));
    return profiles;
  }

  private List<Exemption> exemptions(Fields fields) {
    return bounded(fields, "exceptions", MOST_EXCEPTIONS).stream()
        .flatMap(entry -> new ExemptionReader(entry, Set.copyOf(ids), now).read().stream())
        .toList();
  }

  private static List<Glob> globs(Fields entry, String field) {
    return entry.texts(field).stream().map(Glob::new).toList();
  }

  private List<Fields> bounded(Fields fields, String field, int most) {
    List<Fields> entries = fields.groups(field);
    if (entries.size() > most) {
      problems.at(
          fields.markOf(field), field + ": there are more than " + most + "; divide the policy");
    }
    return entries.stream().limit(most).toList();
  }
}
