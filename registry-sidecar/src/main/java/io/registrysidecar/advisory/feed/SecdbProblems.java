package io.registrysidecar.advisory.feed;

import io.registrysidecar.advisory.feed.OsvRecord.Affected;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Turns fixes of packages, as security databases list them, into advisories about problems. */
final class SecdbProblems {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9@][A-Za-z0-9@._+:~/-]{0,199}");

  /** {@code CVE-2022-1}, {@code GHSA-…}, {@code XSA-248}, {@code TALOS-2017-0366}. */
  private static final Pattern PROBLEM =
      Pattern.compile("[A-Za-z][A-Za-z0-9]{0,19}-[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

  private SecdbProblems() {}

  /**
   * A fix.
   *
   * @param name the package
   * @param version that has it; {@code 0} when none was needed
   * @param problem what is fixed
   * @param aliases other names of the same problem
   */
  record Fix(String name, String version, String problem, List<String> aliases) {}

  /** Whether a text may be the name or version of a package. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * What an entry says to be fixed. It names a problem by one identifier or several, between
   * spaces, with remarks; several of CVE are several problems.
   */
  static List<Fix> fixes(String name, String version, String entry) {
    List<String> cves = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String word : entry.strip().split("[\\s,]+", 20)) {
      if (PROBLEM.matcher(word).matches()) {
        (word.startsWith("CVE-") ? cves : others).add(word);
      }
    }
    List<Fix> fixes = new ArrayList<>();
    for (String cve : cves) {
      fixes.add(new Fix(name, version, cve, cves.size() == 1 ? List.copyOf(others) : List.of()));
    }
    if (cves.isEmpty() && !others.isEmpty()) {
      fixes.add(new Fix(name, version, others.getFirst(), List.copyOf(others)));
    }
    return fixes;
  }

  /** An advisory for each problem, with all packages that had it. */
  static List<OsvRecord> records(SecdbOrigin.Distribution of, List<Fix> fixes) {
    Map<String, List<Fix>> byProblem = new LinkedHashMap<>();
    for (Fix fix : fixes) {
      byProblem.computeIfAbsent(fix.problem(), any -> new ArrayList<>(1)).add(fix);
    }
    List<OsvRecord> records = new ArrayList<>(byProblem.size());
    byProblem.forEach((problem, all) -> {
      TreeSet<String> aliases = new TreeSet<>();
      List<Affected> affected = new ArrayList<>();
      for (Fix fix : all) {
        aliases.addAll(fix.aliases());
        affected.add(Affected.before(fix.version(), of.ecosystem(), fix.name()));
      }
      records.add(
          new OsvRecord(
              of.id() + "-SECDB-" + problem,
              null,
              null,
              false,
              List.copyOf(aliases),
              List.of(),
              List.of(),
              List.of(),
              null,
              "",
              affected));
    });
    return records;
  }
}
