package io.registrysidecar.audit;

import io.registrysidecar.audit.BuildClaim.Kind;
import io.registrysidecar.audit.BuildClaim.Source;
import io.registrysidecar.image.ImageConfig;
import io.registrysidecar.oci.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an image says about itself, in labels and annotations (OCI image specification,
 * annotations.md) and in its history. Anyone who builds may write anything there.
 */
final class OwnWords {

  private static final String PREFIX = "org.opencontainers.image.";
  private static final int MOST_STEPS = 500;
  private static final int LONGEST_STEP = 1024;

  /** Builders that want equal images to have equal digests write the beginning of all time. */
  private static final Instant NO_TIME = Instant.EPOCH.plusSeconds(1);

  private OwnWords() {}

  /** What labels or annotations say; empty when they say nothing of where the image came from. */
  static Optional<BuildClaim> ofLabels(Map<String, String> labels, Kind kind, Digest of) {
    String source = label(labels, "source");
    String revision = label(labels, "revision");
    String baseName = label(labels, "base.name");
    String baseDigest = label(labels, "base.digest");
    String created = label(labels, "created");
    Instant time = created == null ? null : Text.time(created);
    List<Resource> bases =
        baseName == null && baseDigest == null
            ? List.of()
            : List.of(new Resource(Objects.requireNonNullElse(baseName, baseDigest), baseDigest));
    SourceRef checkout = checkout(source, revision);
    return checkout == null && bases.isEmpty() && time == null
        ? Optional.empty()
        : Optional.of(
            BuildClaim.of(
                TrustLevel.LABEL,
                new Source(kind, of, null),
                null,
                checkout,
                time,
                bases,
                List.of()));
  }

  /** What the history of a configuration shows; empty when there is none. */
  static Optional<BuildClaim> ofHistory(ImageConfig config, Digest of) {
    List<String> steps =
        config.history().stream()
            .map(step -> step.createdBy() == null ? "" : step.createdBy())
            .filter(command -> !command.isBlank())
            .map(OwnWords::shortened)
            .limit(MOST_STEPS)
            .toList();
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    boolean buildKit = steps.stream().anyMatch(step -> step.endsWith("# buildkit"));
    Instant created = config.created();
    return Optional.of(
        BuildClaim.of(
            TrustLevel.HEURISTIC,
            new Source(Kind.HISTORY, of, null),
            buildKit ? "BuildKit" : null,
            null,
            created == null || created.isBefore(NO_TIME) ? null : created,
            List.of(),
            steps));
  }

  /** A revision without a repository is still worth comparing. */
  private static @Nullable SourceRef checkout(@Nullable String source, @Nullable String revision) {
    return source == null && revision == null
        ? null
        : SourceRef.parse(Objects.requireNonNullElse(source, ""), revision);
  }

  private static @Nullable String label(Map<String, String> labels, String name) {
    return Text.of(labels.get(PREFIX + name)).orElse(null);
  }

  private static String shortened(String command) {
    return command.length() <= LONGEST_STEP
        ? command
        : command.substring(
                0, command.offsetByCodePoints(0, command.codePointCount(0, LONGEST_STEP) - 1))
            + "…";
  }
}
