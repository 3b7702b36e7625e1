package io.registrysidecar.inventory.program;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The modules that a program was built of: lines {@code mod}, {@code dep} and, after a dependency
 * that was replaced, {@code =>}, each with path, version and checksum.
 */
final class GoModules {

  /** The version of a module that was built from a directory. */
  private static final String DEVEL = "(devel)";

  /** Without what builders add: experiments, distributions, FIPS variants. */
  private static final Pattern RELEASE =
      Pattern.compile("go(\\d+(?:\\.\\d+){1,2}(?:(?:alpha|beta|rc)\\d+)?)(?![\\w.]).*");

  private static final int MOST_MODULES = 20_000;

  private GoModules() {}

  static void tell(String goVersion, String modules, EvidenceSink found) {
    Matcher release = RELEASE.matcher(goVersion);
    if (!goVersion.isEmpty()) {
      String version = release.matches() ? release.group(1) : goVersion;
      found.found(PackageFact.of("golang", null, "stdlib", version));
    }
    List<PackageFact> built = new ArrayList<>();
    List<PackageFact> needs = new ArrayList<>();
    List<String> lines = modules.lines().limit(MOST_MODULES).toList();
    for (int i = 0; i < lines.size(); i++) {
      String[] line = lines.get(i).split("\t", -1);
      if (line.length < 2 || !(line[0].equals("mod") || line[0].equals("dep"))) {
        continue;
      }
      String[] next = i + 1 < lines.size() ? lines.get(i + 1).split("\t", -1) : new String[0];
      boolean main = line[0].equals("mod");
      String[] used = next.length > 1 && next[0].equals("=>") ? next : line;
      boolean local = used[1].startsWith(".") || used[1].startsWith("/");
      String version = local ? DEVEL : version(used);
      PackageFact fact =
          fact(
              local ? line[1] : used[1],
              main && version.equals(DEVEL) ? LinkedVersion.of(lines, DEVEL) : version);
      if (fact != null) {
        (main ? built : needs).add(fact);
      }
    }
    Relations all = Relations.needing(needs.stream().map(GoModules::path).toList());
    built.forEach(main -> found.found(main.with(all)));
    needs.forEach(found::found);
  }

  private static String path(PackageFact module) {
    return module.namespace() == null ? module.name() : module.namespace() + "/" + module.name();
  }

  private static String version(String[] line) {
    return line.length < 3 || line[2].isEmpty() ? DEVEL : line[2];
  }

  private static @Nullable PackageFact fact(String path, String version) {
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1);
    return name.isEmpty()
        ? null
        : PackageFact.of("golang", slash <= 0 ? null : path.substring(0, slash), name, version);
  }
}
