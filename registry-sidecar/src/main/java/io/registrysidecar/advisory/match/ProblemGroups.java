package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.Advisory;
import io.registrysidecar.advisory.db.Links;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what is about the same problem, so that it is one finding.
 *
 * <p>Names are joined along aliases, however long or circular the chain. An advisory that announces
 * an update for several problems joins none of them: it goes to each, except to those that an
 * advisory of their own says do not affect this version.
 */
final class ProblemGroups {

  private final Map<String, Group> groups = new HashMap<>();

  /** In the order in which they began. */
  private final List<Group> all = new ArrayList<>();

  /**
   * One problem.
   *
   * @param names all its names, sorted, each once
   * @param hits what says that it is there; advisories of its own before announcements of updates
   */
  record Problem(List<String> names, List<Hit> hits) {

    /**
     * What the database links with the problem. Where one advisory of its own says that it is
     * there, the problem has no names but those of that and of updates, which nothing is linked
     * with. Null when the names must be looked up.
     */
    @Nullable Links links() {
      Links links = null;
      for (Hit hit : hits) {
        if (!hit.isBundle()) {
          if (links != null || hit.advisory().links() == null) {
            return null;
          }
          links = hit.advisory().links();
        }
      }
      return links;
    }
  }

  /** What is known to be about one problem so far. */
  private static final class Group {

    /** The group that this one turned out to be, or null. */
    private @Nullable Group other;

    /** Some of them several times. */
    private final List<String> names = new ArrayList<>(4);

    private final List<Hit> hits = new ArrayList<>(2);

    /** The group that this one is today; shortens the way there. */
    Group today() {
      Group at = this;
      for (Group then = at.other; then != null; then = at.other) {
        if (then.other != null) {
          at.other = then.other;
        }
        at = then;
      }
      return at;
    }

    /** Moves the smaller one into the other; gives that. */
    Group join(Group that) {
      if (this == that) {
        return this;
      }
      if (names.size() < that.names.size()) {
        return that.join(this);
      }
      names.addAll(that.names);
      hits.addAll(that.hits);
      that.other = this;
      return this;
    }
  }

  private ProblemGroups() {}

  /**
   * Groups the hits of one component.
   *
   * @param hits what says that the component is affected
   * @param cleared advisories that know the package and say that it is not
   */
  static List<Problem> group(List<Hit> hits, List<Advisory> cleared) {
    ProblemGroups groups = new ProblemGroups();
    boolean bundles = false;
    for (Hit hit : hits) {
      if (hit.isBundle()) {
        bundles = true;
      } else {
        groups.own(hit);
      }
    }
    if (bundles) {
      groups.bundles(hits, harmless(cleared));
    }
    List<Problem> problems = new ArrayList<>(groups.all.size());
    for (Group group : groups.all) {
      if (group.other == null) {
        problems.add(new Problem(sorted(group.names), group.hits));
      }
    }
    return problems;
  }

  /** Takes an advisory that is about one problem. */
  private void own(Hit hit) {
    List<String> names = hit.advisory().names();
    Group group = null;
    for (String name : names) {
      Group known = groups.get(name);
      if (known != null) {
        group = group == null ? known.today() : group.join(known.today());
      }
    }
    if (group == null) {
      group = begin();
    }
    for (String name : names) {
      groups.put(name, group);
    }
    group.names.addAll(names);
    group.hits.add(hit);
  }

  private Group begin() {
    Group group = new Group();
    all.add(group);
    return group;
  }

  private void bundles(List<Hit> hits, Set<String> harmless) {
    for (Hit hit : hits) {
      for (String cve : hit.isBundle() ? hit.advisory().covers() : List.<String>of()) {
        Group known = groups.get(cve);
        if (known != null || !harmless.contains(cve)) {
          Group group = known == null ? begin() : known.today();
          groups.put(cve, group);
          group.names.add(cve);
          group.names.add(hit.advisory().id());
          group.hits.add(hit);
        }
      }
    }
  }

  /** Names of problems that advisories of their own say are not there. */
  private static Set<String> harmless(List<Advisory> cleared) {
    Set<String> harmless = new HashSet<>();
    for (Advisory advisory : cleared) {
      if (advisory.covers().size() <= 1) {
        harmless.addAll(advisory.names());
      }
    }
    return harmless;
  }

  private static List<String> sorted(List<String> names) {
    Collections.sort(names);
    List<String> once = new ArrayList<>(names.size());
    for (String name : names) {
      if (once.isEmpty() || !once.getLast().equals(name)) {
        once.add(name);
      }
    }
    return once;
  }
}
