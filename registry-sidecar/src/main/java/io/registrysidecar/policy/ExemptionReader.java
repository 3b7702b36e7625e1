package io.registrysidecar.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one exception of a policy. */
final class ExemptionReader {

  private static final Pattern DIGEST = Pattern.compile("sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})");

  private final Fields fields;
  private final Set<String> rules;
  private final Optional<Instant> now;

  /**
   * A reader of one entry.
   *
   * @param rules identifiers of all rules of the policy
   * @param now the time, where an exception that has expired is an error
   */
  ExemptionReader(Fields fields, Set<String> rules, Optional<Instant> now) {
    this.fields = fields;
    this.rules = rules;
    this.now = now;
  }

  /** The exception; empty when nobody answers for it, or when it has no end. */
  Optional<Exemption> read() {
    List<String> vulnerabilities = fields.texts("vulnerabilities");
    List<PurlPattern> packages = packages();
    List<Glob> repositories = fields.texts("repositories").stream().map(Glob::new).toList();
    List<String> digests = digests();
    List<String> about = about();
    Optional<String> owner = required("owner", "who answers for it");
    Optional<String> reason = required("reason", "why it is there");
    Optional<LocalDate> expires = fields.date("expires");
    if (!fields.has("expires")) {
      fields.refuse("expires is missing; write its last day, such as 2027-01-31");
    }
    if (!fields.has("vulnerabilities") && !fields.has("packages")) {
      blanket();
    }
    fields.finish();
    if (owner.isEmpty() || reason.isEmpty() || expires.isEmpty()) {
      return Optional.empty();
    }
    var exemption =
        new Exemption(
            Set.copyOf(vulnerabilities),
            packages,
            repositories,
            Set.copyOf(digests),
            Set.copyOf(about),
            owner.get(),
            reason.get(),
            expires.get());
    if (now.isPresent() && exemption.isExpired(now.get())) {
      fields.refuse(
          "expires", "it ended on " + expires.get() + "; remove it, or let its owner renew it");
    }
    return Optional.of(exemption);
  }

  /** Without a finding or a component, it is about a whole rule, for some images. */
  private void blanket() {
    if (!fields.has("rules")) {
      fields.refuse("say what is excepted: write vulnerabilities:, packages: or rules:");
    } else if (!fields.has("repositories") && !fields.has("digests")) {
      fields.refuse(
          "this excepts every image from a whole rule; remove the rule, or narrow it with"
              + " repositories: or digests:");
    }
  }

  private Optional<String> required(String field, String what) {
    Optional<String> text = fields.text(field).filter(written -> !written.isBlank());
    if (text.isEmpty()) {
      fields.refuse(field + " is missing; say " + what);
    }
    return text;
  }

  private List<String> about() {
    List<String> about = fields.texts("rules");
    for (String rule : about) {
      if (!rules.contains(rule)) {
        fields.refuse("rules", "there is no rule " + rule + "; " + Fields.advice(rule, rules));
      }
    }
    return about;
  }

  private List<PurlPattern> packages() {
    List<PurlPattern> packages = new ArrayList<>();
    for (String text : fields.texts("packages")) {
      PurlPattern.parse(text)
          .ifPresentOrElse(
              packages::add,
              () ->
                  fields.refuse(
                      "packages",
                      "\"" + text + "\" is no package URL; write such as pkg:deb/debian/openssl"));
    }
    return packages;
  }

  private List<String> digests() {
    List<String> digests = fields.texts("digests");
    for (String digest : digests) {
      if (!DIGEST.matcher(digest).matches()) {
        fields.refuse("digests", "\"" + digest + "\" is no digest; write sha256: and 64 digits");
      }
    }
    return digests;
  }
}
