package io.registrysidecar.policy;

import io.registrysidecar.schema.FindingInfo;
import java.time.Instant;
import java.util.Optional;

/** When findings became known, for rules that give time to repair. */
public interface FindingTimes {

  /** Where nobody keeps track; rules that need a time are then undecided. */
  FindingTimes NONE =
      new FindingTimes() {
        @Override
        public Optional<Instant> published(FindingInfo finding) {
          return Optional.empty();
        }

        @Override
        public Optional<Instant> firstSeen(FindingInfo finding) {
          return Optional.empty();
        }
      };

  /** When the first advisory about it was published, if that is known. */
  Optional<Instant> published(FindingInfo finding);

  /** When it was first found in this image's repository, if that is known. */
  Optional<Instant> firstSeen(FindingInfo finding);
}
