package io.registrysidecar.inventory.program;

import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import io.registrysidecar.inventory.npm.NpmName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The npm packages of a program by Deno, as they were resolved: their identifiers, which of them
 * the program itself asked for, and which of them each needs.
 */
final class NpmSnapshot {

  private static final int MOST = 50_000;
  private static final int LONGEST = 8 << 10;

  private NpmSnapshot() {}

  static List<PackageFact> read(byte[] snapshot) throws MalformedEvidence, IOException {
    if (snapshot.length == 0) {
      return List.of();
    }
    Stretch content = new Stretch(FilePart.of(snapshot, 0), 0, snapshot.length);
    List<String> names = new ArrayList<>();
    for (int left = content.count(content.word(), MOST); left > 0; left--) {
      names.add(NpmName.withoutPeers(content.text(LONGEST)));
    }
    for (int left = content.count(content.word(), MOST); left > 0; left--) {
      content.skip(content.word());
      content.skip(Integer.BYTES);
    }
    List<PackageFact> packages = new ArrayList<>();
    for (String name : names) {
      List<List<String>> needs = new ArrayList<>();
      for (int left = content.count(content.word(), MOST); left > 0; left--) {
        content.skip(content.word());
        long needed = content.word();
        if (needed < names.size()) {
          needs.add(List.of(names.get((int) needed)));
        }
      }
      PackageFact fact = NpmName.fact(name);
      if (fact != null) {
        packages.add(fact.with(new Relations(needs, List.of(name))));
      }
    }
    return packages;
  }
}
