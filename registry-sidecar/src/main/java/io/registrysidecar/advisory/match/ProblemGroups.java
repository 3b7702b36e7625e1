package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.Advisory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts together what is about the same problem, so that it is one finding.
 *
 * <p>Names are joined along aliases, however long or circular the chain. An advisory that announces
 * an update for several problems joins none of them: it goes to each, except to those that an
 * advisory of their own says do not affect this version.
 */
final class ProblemGroups {

  /** Each name's next name on the way to the one that stands for its group. */
  private final Map<String, String> next = new HashMap<>();

  /**
   * One problem.
   *
   * @param names all its names
   * @param hits what says that it is there; advisories of its own before announcements of updates
   */
  record Problem(TreeSet<String> names, List<Hit> hits) {}

  private ProblemGroups() {}

  /**
   * Groups the hits of one component.
   *
   * @param hits what says that the component is affected
   * @param cleared advisories that know the package and say that it is not
   */
  static List<Problem> group(List<Hit> hits, List<Advisory> cleared) {
    ProblemGroups groups = new ProblemGroups();
    Map<String, Problem> problems = new LinkedHashMap<>();
    for (Hit hit : hits) {
      if (!hit.isBundle()) {
        groups.join(Hit.namesOf(hit.advisory()));
      }
    }
    for (Hit hit : hits) {
      if (!hit.isBundle()) {
        groups.add(problems, hit.advisory().id(), hit).names.addAll(Hit.namesOf(hit.advisory()));
      }
    }
    Set<String> harmless = groups.harmless(cleared, problems);
    for (Hit hit : hits) {
      for (String cve : hit.isBundle() ? hit.advisory().covers() : List.<String>of()) {
        if (!harmless.contains(groups.find(cve))) {
          Problem problem = groups.add(problems, cve, hit);
          problem.names.add(cve);
          problem.names.add(hit.advisory().id());
        }
      }
    }
    return List.copyOf(problems.values());
  }

  private Problem add(Map<String, Problem> problems, String name, Hit hit) {
    Problem problem =
        problems.computeIfAbsent(
            find(name), any -> new Problem(new TreeSet<>(), new ArrayList<>()));
    problem.hits.add(hit);
    return problem;
  }

  /** Names of problems that advisories of their own say are not there, and none says are. */
  private Set<String> harmless(List<Advisory> cleared, Map<String, Problem> problems) {
    Set<String> harmless = new HashSet<>();
    for (Advisory advisory : cleared) {
      if (advisory.covers().size() <= 1) {
        Hit.namesOf(advisory).forEach(name -> harmless.add(find(name)));
      }
    }
    harmless.removeAll(problems.keySet());
    return harmless;
  }

  private void join(List<String> names) {
    String first = find(names.getFirst());
    for (String name : names) {
      next.put(find(name), first);
    }
  }

  /** The name that stands for the group of {@code name}; shortens the way there. */
  private String find(String name) {
    String at = name;
    for (String then = next.getOrDefault(at, at);
        !then.equals(at);
        then = next.getOrDefault(at, at)) {
      next.put(at, next.getOrDefault(then, then));
      at = then;
    }
    return at;
  }
}
