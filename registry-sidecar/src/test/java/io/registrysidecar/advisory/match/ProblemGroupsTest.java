package io.registrysidecar.advisory.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.PlatformScope;
import io.registrysidecar.advisory.db.Advisory;
import io.registrysidecar.advisory.db.AffectedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which advisories are about the same problem. */
final class ProblemGroupsTest {

  @Test
  void aliasesJoin() {
    assertThat(groups(hit("GHSA-1", "CVE-1"), hit("PYSEC-1", "CVE-1"), hit("GHSA-2", "CVE-2")))
        .containsExactlyInAnyOrder(Set.of("GHSA-1", "PYSEC-1", "CVE-1"), Set.of("GHSA-2", "CVE-2"));
  }

  @Test
  void chainsAndCirclesOfAliasesAreOneProblem() {
    assertThat(groups(hit("A", "B"), hit("B", "C"), hit("C", "A"), hit("D", "C")))
        .containsExactly(Set.of("A", "B", "C", "D"));
    List<Hit> chain = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      chain.add(hit("N-" + i, "N-" + (i + 1)));
    }
    assertThat(groups(chain.toArray(Hit[]::new))).hasSize(1);
  }

  @Test
  void anUpdateForSeveralProblemsGoesToEachAndJoinsNone() {
    assertThat(groups(bundle("DSA-1", "CVE-1", "CVE-2"), hit("CVE-1")))
        .containsExactlyInAnyOrder(Set.of("CVE-1", "DSA-1"), Set.of("CVE-2", "DSA-1"));
  }

  @Test
  void anUpdateForOneProblemIsAboutThat() {
    assertThat(groups(bundle("DSA-1", "CVE-1"), hit("CVE-1")))
        .containsExactly(Set.of("CVE-1", "DSA-1"));
  }

  @Test
  void whatAnAdvisoryOfItsOwnClearsAnUpdateForSeveralDoesNotBringBack() {
    List<ProblemGroups.Problem> problems =
        ProblemGroups.group(
            List.of(bundle("DSA-1", "CVE-1", "CVE-2", "CVE-3"), hit("CVE-3")),
            List.of(
                advisory("CVE-1", List.of(), List.of()),
                advisory("X-3", List.of("CVE-3"), List.of())));

    assertThat(names(problems))
        .containsExactlyInAnyOrder(Set.of("CVE-2", "DSA-1"), Set.of("CVE-3", "DSA-1"));
  }

  @Test
  void whatALaterAdvisoryJoinsIsOneProblemWithAllItsHits() {
    List<ProblemGroups.Problem> problems =
        ProblemGroups.group(
            List.of(hit("A", "X"), hit("B", "Y"), hit("C", "Z"), hit("D", "Y", "X")), List.of());

    assertThat(problems)
        .extracting(ProblemGroups.Problem::names)
        .containsExactlyInAnyOrder(List.of("A", "B", "D", "X", "Y"), List.of("C", "Z"));
    assertThat(problems).extracting(problem -> problem.hits().size()).containsExactly(3, 1);
  }

  private static List<Set<String>> groups(Hit... hits) {
    return names(ProblemGroups.group(List.of(hits), List.of()));
  }

  /** Its vector is still the worst of all that it repairs. */
  @Test
  void anUpdateThatCountsForOneProblemOnlyIsAnUpdate() {
    Hit left =
        bundle("RHSA-2017:1095", "CVE-2017-3136", "CVE-2017-3137").about(List.of("CVE-2017-3136"));

    assertThat(left.isBundle()).isTrue();
    assertThat(names(ProblemGroups.group(List.of(left), List.of())))
        .containsExactly(Set.of("CVE-2017-3136", "RHSA-2017:1095"));
  }

  private static List<Set<String>> names(List<ProblemGroups.Problem> problems) {
    return problems.stream()
        .map(problem -> problem.names().stream().collect(Collectors.toSet()))
        .toList();
  }

  private static Hit hit(String id, String... aliases) {
    return hit(advisory(id, List.of(aliases), List.of()));
  }

  private static Hit bundle(String id, String... covers) {
    return hit(advisory(id, List.of(), List.of(covers)));
  }

  private static Hit hit(Advisory advisory) {
    return new Hit(
        advisory,
        new AffectedRow(
            0, List.of(), List.of(), Status.AFFECTED, null, null, PlatformScope.EVERYWHERE),
        "test",
        "1",
        new RangeEvaluator.Inside(null, "every version"));
  }

  private static Advisory advisory(String id, List<String> aliases, List<String> covers) {
    return new Advisory(id, aliases, covers, "test", false, null, null, null);
  }
}
