package io.registrysidecar.inventory.rubygems;

import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A specification as RubyGems generates it: Ruby with one assignment a line. It is not run. The
 * line {@code # stub: name version platform paths}, which RubyGems itself reads instead of running
 * the rest, goes first.
 */
final class Gemspec {

  private static final String STUB = "# stub: ";
  private static final int LONGEST = 512;

  private static final Pattern ASSIGNMENT =
      Pattern.compile("\\s*\\w+\\.(name|version|platform|licenses?)\\s*=\\s*(.*)");

  /** What it needs to run; what only its developers need is another method. */
  private static final Pattern NEED =
      Pattern.compile("\\s*\\w+\\.add_(?:runtime_)?dependency[\\s(]+(.*)");

  private static final int MOST_NEEDS = 500;

  /** {@code "a"}, {@code 'a'}, {@code %q<a>}. */
  private static final Pattern TEXT =
      Pattern.compile("\"([^\"\\\\]*+)\"|'([^'\\\\]*+)'|%q<([^>\\\\]*+)>");

  private @Nullable String name;
  private @Nullable String version;
  private @Nullable String platform;
  private boolean forOthers;
  private boolean generated;
  private final List<String> licenses = new ArrayList<>();
  private final Set<String> needs = new LinkedHashSet<>();

  private Gemspec() {}

  static PackageFact read(LineReader lines) throws IOException, MalformedEvidence {
    return of(lines).fact();
  }

  /** Null for one that somebody wrote, whose values only Ruby knows. */
  static @Nullable PackageFact readGenerated(LineReader lines)
      throws IOException, MalformedEvidence {
    Gemspec specification = of(lines);
    return specification.generated ? specification.fact() : null;
  }

  private static Gemspec of(LineReader lines) throws IOException {
    Gemspec specification = new Gemspec();
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.startsWith(STUB) && specification.name == null) {
        specification.stub(line.substring(STUB.length()).split(" ", 4));
      } else {
        Matcher assignment = ASSIGNMENT.matcher(line);
        if (assignment.matches()) {
          specification.assign(assignment.group(1), assignment.group(2));
        } else {
          specification.need(line);
        }
      }
    }
    return specification;
  }

  private void stub(String[] words) {
    if (words.length >= 3) {
      name = bounded(words[0]);
      version = bounded(words[1]);
      platform = bounded(words[2]);
      generated = true;
    }
  }

  /** What is between {@code else} and {@code end} is for RubyGems before 1.2: it mixes both. */
  private void need(String line) {
    String statement = line.strip();
    forOthers = statement.equals("else") || (forOthers && !statement.equals("end"));
    Matcher need = NEED.matcher(line);
    if (!forOthers && need.matches() && needs.size() < MOST_NEEDS) {
      Matcher text = TEXT.matcher(need.group(1));
      if (text.lookingAt()) {
        String needed = bounded(text(text));
        if (needed != null) {
          needs.add(needed);
        }
      }
    }
  }

  private static String text(Matcher text) {
    String first = text.group(1) != null ? text.group(1) : text.group(2);
    return first != null ? first : text.group(3);
  }

  private void assign(String field, String value) {
    Matcher text = TEXT.matcher(value);
    while (text.find()) {
      String found = bounded(text(text));
      if (found == null) {
        continue;
      }
      switch (field) {
        case "name" -> name = name == null ? found : name;
        case "version" -> version = version == null ? found : version;
        case "platform" -> platform = platform == null ? found : platform;
        default -> licenses.add(found);
      }
    }
  }

  private static @Nullable String bounded(String text) {
    return text.isBlank() || text.length() > LONGEST ? null : text.strip();
  }

  private PackageFact fact() throws MalformedEvidence {
    if (name == null || version == null) {
      throw new MalformedEvidence("it assigns no " + (name == null ? "name" : "version"));
    }
    boolean anywhere = platform == null || platform.equals("ruby");
    return PackageFact.of("gem", null, name, version)
        .ofArchitecture(anywhere ? null : platform)
        .licensed(licenses)
        .with(Relations.needing(List.copyOf(needs)));
  }
}
