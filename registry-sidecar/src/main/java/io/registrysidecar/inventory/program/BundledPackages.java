package io.registrysidecar.inventory.program;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.Identification;
import io.registrysidecar.inventory.Identification.Basis;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.npm.NpmName;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The npm packages that scripts were bundled from, as the paths of the files tell. The path tells
 * the version, too, where the package manager keeps packages under it: pnpm, and Bun and Deno since
 * they keep packages apart.
 */
final class BundledPackages {

  /** A comment with a path is not longer. */
  static final int LONGEST = 2048;

  private static final int MOST = 20_000;
  private static final int MOST_NAMED = 30;

  /** A comment that Bun puts before what is from a file. */
  private static final Pattern PATH = Pattern.compile("// [^@\\s][^\\s]*\\.\\w{1,8}");

  private static final Pattern NAME =
      Pattern.compile("node_modules/((?:@[\\w.~-]{1,214}+/)?[\\w~-][\\w.~-]{0,213}+)/");

  /** {@code node_modules/.pnpm/@scope+name@1.2.3_peer@4.5.6/node_modules/@scope/name/}. */
  private static final Pattern KEPT =
      Pattern.compile(
          "node_modules/\\.(?:bun|pnpm|deno)/(?:(@[\\w.~-]{1,214}+)\\+)?([\\w.~-]{1,214}+)@"
              + "(\\d[\\w.-]{0,127}+)[^/]*/node_modules/");

  private final Set<PackageFact> known = new LinkedHashSet<>();
  private final Set<String> versionless = new TreeSet<>();
  private boolean commented;

  /** Takes a line of a script. */
  void line(CharSequence line) {
    if (line.length() > 3
        && line.length() <= LONGEST
        && line.charAt(0) == '/'
        && line.charAt(1) == '/'
        && line.charAt(2) == ' '
        && PATH.matcher(line).matches()) {
      source(line.toString());
    }
  }

  /** Takes the path of a file. */
  void source(String path) {
    commented = true;
    int last = path.lastIndexOf("node_modules/");
    if (last < 0 || known.size() + versionless.size() >= MOST) {
      return;
    }
    Matcher name = NAME.matcher(path);
    if (!name.find(last)) {
      return;
    }
    Matcher kept = KEPT.matcher(path.substring(0, last + "node_modules/".length()));
    PackageFact fact = null;
    while (kept.find()) {
      String scope = kept.group(1) == null ? "" : kept.group(1) + "/";
      if ((scope + kept.group(2)).equals(name.group(1))) {
        fact = NpmName.fact(NpmName.withoutPeers(scope + kept.group(2) + "@" + kept.group(3)));
      }
    }
    if (fact == null) {
      versionless.add(name.group(1));
    } else {
      known.add(fact.told(Identification.by(Basis.PROGRAM_TEXT)));
    }
  }

  /** Tells the packages, and what is not known of them. */
  void tell(EvidenceSink found) {
    known.forEach(found::found);
    if (!versionless.isEmpty()) {
      found.incomplete(
          "bundle-versions-unknown",
          "its scripts were bundled from %d npm packages whose versions it does not tell: %s%s"
              .formatted(
                  versionless.size(),
                  versionless.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")),
                  versionless.size() > MOST_NAMED ? ", …" : ""));
    } else if (!commented) {
      found.incomplete(
          "bundle-packages-unknown",
          "its scripts were bundled without comments and source map; nothing tells which npm"
              + " packages are among them");
    }
  }
}
