package io.registrysidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.schema.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies on the command line. */
class PolicyTest {

  private static final Path PAGE = Path.of("../docs/policy.md");
  private static final String AT = "2026-11-22T00:00:00Z";
  private static final Path SAMPLES = Path.of("../docs/policies");

  @TempDir Path home;
  private Path report;
  private Path clean;

  @BeforeEach
  void copyReports() throws IOException {
    report = example("report-findings.json", "report.json");
    clean = example("report-clean.json", "clean.json");
  }

  @Test
  void everyRuleIsExplainedAsThePageShows() throws IOException {
    CliRun run = run("test", "--at", AT, sample("production.yaml"), report.toString());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out().replace(home + "/", "")).isEqualTo(shown("policy test --at"));
  }

  @Test
  void allReportsMustPass() {
    String baseline = sample("baseline.yaml");

    assertThat(run("test", "--at", AT, baseline, clean.toString()).status()).isZero();
    assertThat(run("test", "--at", AT, baseline, clean.toString(), report.toString()).status())
        .isEqualTo(1);
  }

  @Test
  void whatIsUnknownDoesNotPass() {
    CliRun run = run("test", "--at", AT, sample("supply-chain.yaml"), clean.toString());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).startsWith("UNKNOWN").contains("signatures were not checked");
  }

  @Test
  void programsGetJson() throws IOException {
    CliRun run =
        run("test", "--format", "json", "--at", AT, sample("production.yaml"), report.toString());

    JsonNode decision = new ObjectMapper().readTree(run.out()).get(0);
    assertThat(decision.get("result").asText()).isEqualTo("FAILED");
    assertThat(decision.get("rules"))
        .anySatisfy(rule -> {
          assertThat(rule.get("id").asText()).isEqualTo("no-critical");
          assertThat(rule.get("outcome").asText()).isEqualTo("broken");
          assertThat(rule.get("reasons").get(0).asText()).contains("GHSA-jfh8-c2jp-5v3q");
        });
  }

  @Test
  void whatIsWrongWithAPolicyIsSaidAsThePageShows() throws IOException {
    Path wrong = home.resolve("wrong.yaml");
    Files.writeString(
        wrong,
        """
        version: 1
        rules:
          - id: critical
            vulnerabilities: {severity: critcal}
          - id: malware
            enforce: block
            malware: {}
        """);

    CliRun run = run("check", wrong.toString());

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).isEqualTo(shown("policy check wrong"));
    assertThat(run("test", wrong.toString(), report.toString()).err()).isEqualTo(run.err());
  }

  @Test
  void goodPoliciesAreSaidToBeGood() {
    CliRun run = run("check", "--at", AT, sample("production.yaml"), sample("baseline.yaml"));

    assertThat(run.status()).isZero();
    assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.endsWith(": good"));
  }

  @Test
  void anExceptionThatWillHaveExpiredIsFoundBefore() {
    CliRun run = run("check", "--at", "2028-01-01T00:00:00Z", sample("production.yaml"));

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("it ended on 2027-06-30; remove it, or let its owner renew it");
  }

  @Test
  void whatIsNoReportCannotBeTested() {
    CliRun run = run("test", sample("baseline.yaml"), sample("baseline.yaml"));

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("read report");
  }

  @Test
  void aScanFailsWhereThePolicyIsNotMetAndItsReportSaysWhy() throws IOException {
    Path root = Files.createDirectories(home.resolve("root/etc"));
    Files.writeString(root.resolve("os-release"), "ID=debian\nVERSION_ID=12\n");
    Path policy = home.resolve("policy.yaml");
    Files.writeString(policy, "version: 1\nrules: [{id: r, registry: {allow: [nowhere]}}]\n");

    CliRun run = scan("--policy", policy.toString());
    CliRun without = scan();

    assertThat(without.status()).isZero();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("says FAILED", "r: it is in rootfs:");
    assertThat(verdict(run)).isEqualTo("FAILED");
    assertThat(verdict(without)).isEqualTo("UNKNOWN");
  }

  @Test
  void aPolicyThatIsMetIsInTheReport() throws IOException {
    Files.createDirectories(home.resolve("root"));
    Path policy = home.resolve("policy.yaml");
    Files.writeString(
        policy,
        """
        version: 1
        rules: [{id: r, registry: {allow: ["**"]}}, {id: c, enforce: warn, coverage: {}}]
        """);

    CliRun run = scan("--policy", policy.toString());

    assertThat(run.status()).isZero();
    assertThat(verdict(run)).isEqualTo("WARNED");
  }

  @Test
  void aWrongPolicyStopsAScanBeforeItBegins() throws IOException {
    Path policy = home.resolve("policy.yaml");
    Files.writeString(policy, "version: 1\nrules: [{id: r}]\n");

    CliRun run = scan("--policy", policy.toString());

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("policy.yaml:2:9: rules[0]: say what is asked for");
  }

  private CliRun scan(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("scan", "--quiet", "--format", "json", "rootfs:" + home.resolve("root")));
    arguments.addAll(List.of(options));
    return CliRun.of(home, arguments.toArray(String[]::new));
  }

  private static String verdict(CliRun run) throws IOException {
    return new ObjectMapper().readTree(run.out()).at("/verdict/result").asText();
  }

  private CliRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("policy"));
    all.addAll(List.of(arguments));
    return CliRun.of(home, all.toArray(String[]::new));
  }

  private static String sample(String name) {
    return SAMPLES.resolve(name).toString();
  }

  /** What the page shows as the output of a command that contains this. */
  private static String shown(String command) throws IOException {
    Matcher block =
        Pattern.compile("```console\n\\$ [^\n]*" + command + "[^\n]*\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private Path example(String name, String as) throws IOException {
    try (InputStream in = Report.class.getResourceAsStream("examples/" + name)) {
      return Files.write(home.resolve(as), Objects.requireNonNull(in, name).readAllBytes());
    }
  }
}
