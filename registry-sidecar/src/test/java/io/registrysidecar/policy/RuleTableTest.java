package io.registrysidecar.policy;

import static io.registrysidecar.policy.Reports.NOW;
import static io.registrysidecar.policy.Reports.report;
import static io.registrysidecar.policy.Reports.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.FindingClass;
import io.registrysidecar.schema.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each kind of rule says of images that differ from a clean one in one thing. */
class RuleTableTest {

  /** Reports by name; all of Debian 12 on 2026-11-22, complete and fresh but for what is said. */
  private static final Map<String, Facts> IMAGES =
      Map.ofEntries(
          Map.entry("clean", report().facts()),
          Map.entry("no-db", report().withoutDatabase().facts()),
          Map.entry("partial", report().covered(CoverageStatus.PARTIAL, "layer-limit").facts()),
          Map.entry("unread", report().covered(CoverageStatus.NONE, "unreadable").facts()),
          Map.entry("critical", finding(vulnerability("C").severity(Severity.CRITICAL))),
          Map.entry("high", finding(vulnerability("H"))),
          Map.entry("low", finding(vulnerability("L").severity(Severity.LOW))),
          Map.entry("unrated", finding(vulnerability("U").severity(Severity.UNKNOWN))),
          Map.entry("unfixed", finding(vulnerability("N").unfixed())),
          Map.entry("suppressed", finding(vulnerability("S").suppressed())),
          Map.entry("likely", finding(vulnerability("E").epss(0.9))),
          Map.entry("no-epss", finding(vulnerability("E").epss(null))),
          Map.entry("exploited", finding(vulnerability("K").exploitedSince("2026-01-01"))),
          Map.entry("exploited-now", finding(vulnerability("K").exploitedSince("2026-11-20"))),
          Map.entry("no-kev", report().withoutKev().finding(vulnerability("H").build()).facts()),
          Map.entry("of-base", finding(vulnerability("B").ofBase(true))),
          Map.entry("base-unclear", finding(vulnerability("B").ofBase(null))),
          Map.entry("malware", finding(vulnerability("MAL-1").kind(FindingClass.MALWARE))),
          Map.entry("eol-package", finding(vulnerability("EOL-1").kind(FindingClass.EOL))),
          Map.entry("eol", report().endOfLife("2026-11-20").facts()),
          Map.entry("eol-last-day", report().endOfLife("2026-11-22").facts()),
          Map.entry("eol-unknown", report().endOfLife(null).facts()),
          Map.entry("no-os", report().withoutOs().facts()),
          Map.entry("old", report().scannedBefore(Duration.ofDays(8)).facts()),
          Map.entry("index", Facts.Scanned.of(report().withoutOs().indexOf(), NOW)),
          Map.entry("not-signed", report().facts().with(List.of())),
          Map.entry("released", signed("ci", "release", "", null)),
          Map.entry("overridden", overridden()),
          Map.entry("scanned", signed("sidecar", "scanner", "", null)),
          Map.entry("built-by-us", signed("ci", "release", "slsa", "https://ci.example/main")),
          Map.entry("built-elsewhere", signed("ci", "release", "slsa", "https://evil/x")),
          Map.entry("on-base", report().onBase("registry.example.com/base/os:1", "layers").facts()),
          Map.entry("claims-base", report().onBase("base/os:1", "label").facts()),
          Map.entry("on-other", report().onBase("docker.io/library/x:1", "layers").facts()),
          Map.entry("elsewhere", report().in("docker.io/library/x").facts()),
          Map.entry("mit", component("pkg:npm/a@1.0.0", "npm", "MIT")),
          Map.entry("gpl", component("pkg:npm/a@1.0.0", "npm", "GPL-3.0-only")),
          Map.entry("mit-or-gpl", component("pkg:npm/a@1.0.0", "npm", "MIT OR GPL-3.0-only")),
          Map.entry("mit-and-gpl", component("pkg:npm/a@1.0.0", "npm", "MIT AND GPL-3.0-only")),
          Map.entry("mit-plus-gpl", component("pkg:npm/a@1.0.0", "npm", "MIT", "GPL-3.0-only")),
          Map.entry(
              "gpl-exception",
              component("pkg:npm/a@1.0.0", "npm", "GPL-2.0-only WITH Classpath-exception-2.0")),
          Map.entry("no-license", component("pkg:npm/a@1.0.0", "npm")),
          Map.entry("odd-license", component("pkg:npm/a@1.0.0", "npm", "see file")),
          Map.entry("a-2", component("pkg:npm/a@2.0.0", "npm", "MIT")),
          Map.entry("a-odd", component("pkg:npm/a@not-a-version", "npm", "MIT")),
          Map.entry("scoped", component("pkg:npm/%40x/a@1.0.0", "npm", "MIT")),
          Map.entry("a-elsewhere", component("pkg:generic/a@1.0.0", "unknown:x", "MIT")),
          Map.entry("hardened", checked("passed", "passed")),
          Map.entry("half", checked("passed", "failed")),
          Map.entry("undecided", checked("passed", "skipped")),
          Map.entry("secret", report().secret(Map.of("rule", "aws-key", "path", "a")).facts()),
          Map.entry(
              "no-secret", report().check(Map.of("id", "secrets", "status", "passed")).facts()),
          Map.entry("su", setUid("usr/bin/su")),
          Map.entry("su-and-x", setUid("usr/bin/su", "tmp/x")),
          Map.entry("no-setuid", setUid()));

  /** A rule, and what it says: {@code kept: images; broken: images; unknown: images}. */
  private static final String TABLE =
      """
      vulnerabilities: {}                                  | kept: clean suppressed partial malware; broken: critical high low unrated unfixed exploited; unknown: no-db unread
      vulnerabilities: {severity: critical}                | kept: clean high low; broken: critical; unknown: unrated no-db
      vulnerabilities: {severity: high}                    | kept: low; broken: critical high unfixed; unknown: unrated
      vulnerabilities: {severity: high, if-unknown: ignore} | kept: low unrated; broken: high; unknown: no-db
      vulnerabilities: {severity: high, if-unknown: broken} | kept: low; broken: high unrated; unknown: no-db
      vulnerabilities: {fix: available}                    | kept: unfixed; broken: high
      vulnerabilities: {fix: none}                         | kept: high; broken: unfixed
      vulnerabilities: {exploited: true}                   | kept: clean high critical; broken: exploited exploited-now; unknown: no-kev no-db
      vulnerabilities: {exploited: true, grace: 7d, grace-since: exploited} | kept: exploited-now high; broken: exploited; unknown: no-kev
      vulnerabilities: {grace: 7d}                         | kept: clean suppressed; unknown: high critical
      vulnerabilities: {grace: 7d, grace-since: first-seen, if-unknown: broken} | kept: clean; broken: high
      vulnerabilities: {epss: 0.5}                         | kept: high; broken: likely; unknown: no-epss
      vulnerabilities: {own: true}                         | kept: of-base; broken: high; unknown: base-unclear
      malware: {}                                          | kept: clean high; broken: malware; unknown: no-db unread
      end-of-life: {}                                      | kept: clean eol-last-day no-os; broken: eol eol-package; unknown: eol-unknown index unread
      end-of-life: {within: 30d}                           | kept: clean; broken: eol eol-last-day
      age: {scan: 7d}                                      | kept: clean no-db; broken: old
      age: {advisories: 2d}                                | kept: clean; unknown: no-db
      age: {advisories: 2h}                                | broken: clean
      coverage: {}                                         | kept: clean; broken: partial; unknown: no-db unread
      coverage: {at-least: partial}                        | kept: clean partial; unknown: unread
      coverage: {except: [layer-limit]}                    | kept: clean partial; unknown: unread
      signature: {}                                        | kept: released scanned; broken: not-signed built-by-us; unknown: clean
      signature: {role: release}                           | kept: released; broken: scanned not-signed; unknown: clean
      signature: {signers: ["c*"]}                         | kept: released; broken: scanned
      signature: {statement: slsa}                         | kept: built-by-us; broken: released
      signature: {at-least: 2}                             | broken: released
      signature: {role: release, at-least: 1}              | kept: overridden
      signature: {role: release, overridden: false}        | kept: released; broken: overridden not-signed; unknown: clean
      builder: {allow: ["https://ci.example/**"]}          | kept: built-by-us; broken: built-elsewhere released not-signed; unknown: clean
      base-image: {allow: ["base/*"]}                      | kept: on-base; broken: on-other; unknown: clean claims-base
      base-image: {allow: ["base/*"], recognised: false}   | kept: on-base claims-base; broken: on-other; unknown: clean
      registry: {allow: ["registry.example.com/**"]}       | kept: clean; broken: elsewhere
      licenses: {deny: ["GPL-*"]}                          | kept: clean mit mit-or-gpl; broken: gpl mit-and-gpl mit-plus-gpl gpl-exception; unknown: no-license odd-license unread index
      licenses: {allow: [MIT]}                             | kept: mit mit-or-gpl; broken: gpl mit-and-gpl mit-plus-gpl; unknown: no-license odd-license
      licenses: {allow: [MIT, "see file"], if-unknown: broken} | kept: mit odd-license; broken: no-license
      licenses: {deny: ["GPL-*"], if-unknown: ignore}      | kept: no-license odd-license mit
      licenses: {allow: ["GPL-2.0-only WITH Classpath-exception-2.0"], deny: ["GPL-*"]} | kept: gpl-exception; broken: gpl mit
      packages: {forbid: [{purl: "pkg:npm/a"}]}            | kept: clean scoped a-elsewhere; broken: mit a-2; unknown: unread index
      packages: {forbid: [{purl: "pkg:npm/a", versions: "<2"}]} | kept: clean a-2; broken: mit; unknown: a-odd
      packages: {forbid: [{purl: "pkg:npm/a", versions: ">=1.0.0, <2.0.0"}]} | kept: a-2; broken: mit
      packages: {forbid: [{purl: "pkg:npm/%40x/*"}]}       | kept: mit; broken: scoped
      packages: {forbid: [{purl: "pkg:npm/**"}]}           | kept: a-elsewhere; broken: mit scoped
      packages: {forbid: [{purl: "pkg:npm/a@1.0.0"}]}      | kept: a-2; broken: mit
      packages: {forbid: [{purl: "pkg:generic/a", versions: "<2"}]} | unknown: a-elsewhere
      compliance: {}                                       | kept: hardened; broken: half; unknown: clean undecided
      compliance: {at-least: 50}                           | kept: hardened half undecided; unknown: clean
      compliance: {level: "2"}                             | unknown: hardened half
      compliance: {except: [B]}                            | kept: half undecided
      secrets: {}                                          | kept: no-secret; broken: secret; unknown: clean
      set-uid: {}                                          | kept: no-setuid; broken: su su-and-x; unknown: clean
      set-uid: {allow: [/usr/bin/su]}                      | kept: su no-setuid; broken: su-and-x; unknown: clean
      expression: {cel: "findings.size() == 0", message: m} | kept: clean; broken: high
      expression: {cel: "report.os.id == 'debian'", message: m} | kept: clean; unknown: no-os
      expression: {cel: "!has(report.base)", message: m}   | kept: clean; broken: on-base
      expression: {cel: "'ci' in signers", message: m}     | kept: released; broken: scanned not-signed; unknown: clean
      expression: {cel: "timestamp(report.scan.finishedAt) > now - duration('168h')", message: m} | kept: clean; broken: old
      expression: {cel: "report.os.id", message: m}        | unknown: clean
      """;

  static Stream<Arguments> table() {
    return TABLE
        .lines()
        .map(line -> line.split("\\|", -1))
        .flatMap(row ->
            Stream.of(row[1].split(";", -1))
                .map(part -> part.strip().split(":", -1))
                .flatMap(part ->
                    Stream.of(part[1].strip().split(" ", -1))
                        .map(image -> Arguments.of(row[0].strip(), image, part[0]))));
  }

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @MethodSource("table")
  void aRuleSays(String rule, String image, String outcome) {
    Facts facts = Objects.requireNonNull(IMAGES.get(image), image);

    assertThat(Policies.outcome(rule, facts).word()).isEqualTo(outcome);
  }

  @Test
  void everyKindOfRuleIsInTheTable() {
    assertThat(RuleKinds.ALL.keySet()).allSatisfy(kind -> assertThat(TABLE).contains(kind + ": {"));
  }

  private static Facts finding(Reports.Vulnerability finding) {
    return report().finding(finding.build()).facts();
  }

  private static Facts component(String purl, String ecosystem, String... licenses) {
    return report().component(purl, ecosystem, licenses).facts();
  }

  private static Facts signed(String signer, String role, String type, @Nullable String builder) {
    return report()
        .facts()
        .with(List.of(new SignedStatement(signer, Set.of(role), type, builder, null, Map.of())));
  }

  private static Facts overridden() {
    var signature =
        new SignedStatement("ci", Set.of("release"), "", null, null, Map.of(), "in a hurry");
    return report().facts().with(List.of(signature));
  }

  private static Facts checked(String one, String other) {
    return report()
        .check(Map.of("id", "A", "level", "1", "status", one))
        .check(Map.of("id", "B", "level", "1", "status", other))
        .facts();
  }

  private static Facts setUid(String... paths) {
    return report()
        .check(
            Map.of(
                "id",
                "set-uid",
                "status",
                paths.length == 0 ? "passed" : "failed",
                "paths",
                List.of(paths)))
        .facts();
  }
}
