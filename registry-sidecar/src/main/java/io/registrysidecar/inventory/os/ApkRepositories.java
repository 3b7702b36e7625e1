package io.registrysidecar.inventory.os;

import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The branch of Alpine that packages are installed from, by the repositories configured. */
final class ApkRepositories {

  private static final Pattern REPOSITORY =
      Pattern.compile("/(?:v(?<version>\\d+\\.\\d+)|(?<edge>edge))/(?<name>[a-z]+)/?\\s*$");

  private ApkRepositories() {}

  static void read(LineReader lines, EvidenceSink found) throws IOException {
    SortedSet<String> mainBranches = new TreeSet<>();
    SortedSet<String> otherBranches = new TreeSet<>();
    for (String line = lines.next(); line != null; line = lines.next()) {
      Matcher repository = REPOSITORY.matcher(line);
      if (!line.stripLeading().startsWith("#") && repository.find()) {
        String branch = repository.group("edge") == null ? repository.group("version") : "edge";
        (repository.group("name").equals("main") ? mainBranches : otherBranches).add(branch);
      }
    }
    SortedSet<String> branches = new TreeSet<>(mainBranches);
    branches.addAll(otherBranches);
    if (branches.isEmpty()) {
      return;
    }
    // "edge" sorts after every number, and numbers of equal length after each other.
    String branch = (mainBranches.isEmpty() ? otherBranches : mainBranches).last();
    found.found(new Distribution("alpine", branch, null, "Alpine Linux " + branch, List.of()));
    if (branches.size() > 1) {
      found.incomplete(
          "os-mixed",
          "packages come from several branches of Alpine ("
              + String.join(", ", branches)
              + "); all were taken to be of "
              + branch);
    }
  }
}
