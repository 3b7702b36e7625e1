package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.feed.OsvRecord;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an advisory is called, and what it is about.
 *
 * <p>A distribution's record is either about one problem ({@code DEBIAN-CVE-2024-1}) or announces
 * an update that fixes several ({@code DSA-5532-1}). Over the years the latter have named their
 * problems in {@code upstream}, {@code aliases} or {@code related}: the first of these that has CVE
 * identifiers is taken.
 *
 * @param aliases other names of exactly this problem, sorted
 * @param covers the CVE identifiers that it is about, sorted; empty when the record is itself named
 *     for its problem
 */
record Names(List<String> aliases, List<String> covers) {

  private static final Pattern CVE = Pattern.compile("(?:.*-)?(CVE-[0-9]{4}-[0-9]+)");

  static Names of(OsvRecord record, boolean distribution) {
    TreeSet<String> aliases = new TreeSet<>(record.aliases());
    aliases.remove(record.id());
    Matcher named = CVE.matcher(record.id());
    if (named.matches()) {
      List<String> own = named.group(1).equals(record.id()) ? List.of() : List.of(named.group(1));
      return new Names(List.copyOf(aliases), own);
    }
    TreeSet<String> covers = cves(record.upstream());
    if (distribution && covers.isEmpty()) {
      covers = cves(record.aliases());
      aliases.removeAll(covers);
    }
    if (distribution && covers.isEmpty()) {
      covers = cves(record.related());
    }
    return new Names(List.copyOf(aliases), List.copyOf(covers));
  }

  private static TreeSet<String> cves(List<String> ids) {
    TreeSet<String> found = new TreeSet<>();
    for (String id : ids) {
      Matcher cve = CVE.matcher(id);
      if (cve.matches()) {
        found.add(cve.group(1));
      }
    }
    return found;
  }
}
