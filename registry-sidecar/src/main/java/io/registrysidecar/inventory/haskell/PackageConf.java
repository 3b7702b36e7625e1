package io.registrysidecar.inventory.haskell;

import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a library is registered: a field a line, continued on indented ones. A library within a
 * package has a name of its own ({@code z-package-z-library}) and names its package.
 */
final class PackageConf {

  private static final Set<String> WANTED =
      Set.of("name", "package-name", "version", "license", "depends");

  private static final int LONGEST = 512;
  private static final int LONGEST_FIELD = 64 << 10;

  /** {@code attoparsec-0.14.4-ASUOPk5RpsVDRcb75ybcSE}. */
  private static final Pattern UNIT =
      Pattern.compile("([A-Za-z0-9-]{1,128}?)-[0-9]{1,9}(?:\\.[0-9]{1,9}){0,16}(?:-.{0,256})?");

  private final Map<String, StringBuilder> fields = new HashMap<>();

  private PackageConf() {}

  static PackageFact read(LineReader lines) throws IOException, MalformedEvidence {
    PackageConf conf = new PackageConf();
    @Nullable StringBuilder field = null;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.isEmpty() || line.charAt(0) > ' ') {
        int colon = line.indexOf(':');
        String key = colon < 0 ? "" : line.substring(0, colon);
        field =
            WANTED.contains(key)
                ? conf.fields.computeIfAbsent(key, _ -> new StringBuilder())
                : null;
        line = line.substring(colon + 1);
      }
      if (field != null && field.length() + line.length() < LONGEST_FIELD) {
        field.append(line).append(' ');
      }
    }
    return conf.fact();
  }

  private PackageFact fact() throws MalformedEvidence {
    String own = text("name");
    String of = text("package-name");
    String version = text("version");
    if (own == null || version == null) {
      throw new MalformedEvidence("it has no " + (own == null ? "name" : "version"));
    }
    String license = text("license");
    return PackageFact.of("hackage", null, of == null ? own : of, version)
        .licensed(license == null ? List.of() : List.of(license))
        .with(Relations.needing(needs()));
  }

  private List<String> needs() {
    Set<String> needs = new LinkedHashSet<>();
    StringTokenizer units =
        new StringTokenizer(fields.getOrDefault("depends", new StringBuilder()).toString());
    while (units.hasMoreTokens()) {
      Matcher unit = UNIT.matcher(units.nextToken());
      if (unit.matches()) {
        needs.add(unit.group(1));
      }
    }
    return List.copyOf(needs);
  }

  private @Nullable String text(String key) {
    StringBuilder field = fields.get(key);
    String text = field == null ? "" : field.toString().strip();
    return text.isEmpty() || text.length() > LONGEST ? null : text;
  }
}
