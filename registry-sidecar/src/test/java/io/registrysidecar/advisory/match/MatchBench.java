package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.inventory.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** One component against a few advisories. */
abstract class MatchBench {

  @TempDir Path dir;

  final Matcher matcher =
      new Matcher(InstantSource.fixed(Databases.NOW), Matcher.DEFAULT_STALE_AFTER);

  List<Finding> findings(Component component, Osv... records) throws IOException {
    return match(component, records).findings();
  }

  MatchResult match(Component component, Osv... records) throws IOException {
    return matcher.match(component, Databases.of(dir, records));
  }
}
