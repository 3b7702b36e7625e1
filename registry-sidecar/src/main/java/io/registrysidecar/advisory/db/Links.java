package io.registrysidecar.advisory.db;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What else the database knows of the one problem that an advisory is about, found when the
 * database was written, so that nobody looks it up by name whenever the advisory matches.
 *
 * @param facts the entry of what is known of the problem itself; {@link #NONE}, or {@link #SEVERAL}
 *     when the advisory has several CVE identifiers
 * @param rated the first other advisory about the problem that has a vector, or {@link #NONE}
 * @param worded the first other advisory about the problem whose word of its severity counts, or
 *     {@link #NONE}
 */
public record Links(int facts, int rated, int worded) {

  /** There is nothing. */
  public static final int NONE = -1;

  /** There may be several, to be looked up by name. */
  public static final int SEVERAL = -2;

  /** Of an advisory of whose problem nothing else is known. */
  static final Links NOTHING = new Links(NONE, NONE, NONE);

  /**
   * The identifiers of advisories that may be about a problem of this name. Debian and Ubuntu name
   * theirs after the CVE identifier.
   */
  public static List<String> advisoriesNamed(String name) {
    return isCve(name) ? List.of(name, "DEBIAN-" + name, "UBUNTU-" + name) : List.of(name);
  }

  /** Whether a name is a CVE identifier. */
  public static boolean isCve(String name) {
    return name.startsWith("CVE-");
  }

  /**
   * Whether what an advisory says in words of a problem's severity counts elsewhere: GitHub's words
   * are about the problem, those of a distribution about its own package.
   */
  public static boolean wordsCount(String id) {
    return id.startsWith("GHSA-");
  }

  /**
   * Finds them.
   *
   * @param cves entries of what is known of problems, by CVE identifier
   * @param others all advisories by identifier: their entries
   * @param read reads an entry
   */
  static Links of(
      Advisory advisory,
      Map<String, Integer> cves,
      Map<String, Integer> others,
      Function<Integer, Advisory> read) {
    if (advisory.covers().size() > 1) {
      return NOTHING;
    }
    int facts = NONE;
    int rated = NONE;
    int worded = NONE;
    @Nullable String cve = null;
    for (String name : new TreeSet<>(advisory.names())) {
      if (isCve(name)) {
        facts = cve == null ? cves.getOrDefault(name, NONE) : SEVERAL;
        cve = name;
      }
      for (String id : advisoriesNamed(name)) {
        int entry = id.equals(advisory.id()) ? NONE : others.getOrDefault(id, NONE);
        if (entry != NONE) {
          Advisory other = read.apply(entry);
          if (other.covers().size() <= 1) {
            rated = rated == NONE && other.cvss() != null ? entry : rated;
            worded = worded == NONE && other.severity() != null && wordsCount(id) ? entry : worded;
          }
        }
      }
    }
    return new Links(facts, rated, worded);
  }
}
