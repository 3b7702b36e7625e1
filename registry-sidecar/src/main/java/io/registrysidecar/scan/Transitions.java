package io.registrysidecar.scan;

import io.registrysidecar.scan.ScanState.Assemble;
import io.registrysidecar.scan.ScanState.Done;
import io.registrysidecar.scan.ScanState.Failed;
import io.registrysidecar.scan.ScanState.Gone;
import io.registrysidecar.scan.ScanState.Match;
import io.registrysidecar.scan.ScanState.Publish;
import io.registrysidecar.scan.ScanState.ReadLayers;
import io.registrysidecar.scan.ScanState.Resolve;
import io.registrysidecar.scan.ScanState.ScanPlatforms;
import io.registrysidecar.scan.ScanState.Squash;
import io.registrysidecar.scan.ScanState.Unsupported;
import io.registrysidecar.scan.ScanState.Waiting;
import java.util.Map;
import java.util.Set;

/** Which state may follow which. */
final class Transitions {

  private static final Map<Class<? extends ScanState>, Set<Class<? extends ScanState>>> NEXT =
      Map.ofEntries(
          may(
              Resolve.class,
              Set.of(
                  ReadLayers.class,
                  ScanPlatforms.class,
                  Publish.class,
                  Unsupported.class,
                  Gone.class,
                  Waiting.class,
                  Failed.class)),
          may(ScanPlatforms.class, Set.of(Assemble.class, Waiting.class)),
          may(ReadLayers.class, Set.of(Squash.class, Match.class, Waiting.class, Failed.class)),
          may(Squash.class, Set.of(Match.class)),
          may(Match.class, Set.of(Assemble.class, Waiting.class)),
          may(Assemble.class, Set.of(Publish.class, Waiting.class, Failed.class)),
          may(Publish.class, Set.of(Done.class, Gone.class, Waiting.class, Failed.class)),
          may(Done.class, Set.of()),
          may(Waiting.class, Set.of()),
          may(Unsupported.class, Set.of()),
          may(Gone.class, Set.of()),
          may(Failed.class, Set.of()));

  private Transitions() {}

  /**
   * Gives {@code after} back.
   *
   * @throws IllegalStateException if it may not follow {@code before}
   */
  static ScanState checked(ScanState before, ScanState after) {
    if (!NEXT.getOrDefault(before.getClass(), Set.of()).contains(after.getClass())) {
      throw new IllegalStateException(after.name() + " may not follow " + before.name());
    }
    return after;
  }

  /** The states of the table. */
  static Set<Class<? extends ScanState>> states() {
    return NEXT.keySet();
  }

  private static Map.Entry<Class<? extends ScanState>, Set<Class<? extends ScanState>>> may(
      Class<? extends ScanState> before, Set<Class<? extends ScanState>> after) {
    return Map.entry(before, after);
  }
}
