package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.inventory.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** What the matcher finds. */
final class Findings {

  private Findings() {}

  /** What it finds in one component, in a database of these records that is made in a directory. */
  static List<Finding> of(Path directory, Component component, Osv... records) throws IOException {
    return new Matcher(InstantSource.fixed(Databases.NOW), Matcher.DEFAULT_STALE_AFTER)
        .match(component, Databases.of(directory, records))
        .findings();
  }
}
