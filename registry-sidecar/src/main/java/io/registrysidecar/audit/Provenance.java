package io.registrysidecar.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one record says of how an image was built, whatever the record's format. Null means that it
 * does not say.
 *
 * @param builder who built it
 * @param buildType what kind of build it was, which says how the rest is to be read
 * @param source what was checked out
 * @param sourceProven whether the builder fetched the source itself; else it repeats what it was
 *     told
 * @param definition the file that says what to do: a Dockerfile, a workflow
 * @param invocation names the run
 * @param platform of the machine that built, as {@code os/architecture}
 * @param request what BuildKit was asked to do, or null of other builders
 * @param startedOn when it began
 * @param finishedOn when it ended
 * @param inputs all that went into it, as far as the record says
 * @param bases what the image was built on: several when the record leaves open which, none when it
 *     does not tell
 * @param detail how much the record holds
 */
public record Provenance(
    @Nullable String builder,
    @Nullable String buildType,
    @Nullable SourceRef source,
    boolean sourceProven,
    @Nullable String definition,
    @Nullable String invocation,
    @Nullable String platform,
    @Nullable BuildRequest request,
    @Nullable Instant startedOn,
    @Nullable Instant finishedOn,
    List<Resource> inputs,
    List<Resource> bases,
    Detail detail) {

  /** Copies the lists. */
  public Provenance {
    inputs = List.copyOf(inputs);
    bases = List.copyOf(bases);
  }

  /** Whether it is known which base image was used. */
  public boolean isBaseKnown() {
    return bases.size() == 1;
  }

  /**
   * Reads what a statement says, if it is a provenance of a version that is known (SLSA v1 and
   * v0.2).
   */
  public static Optional<Provenance> of(Statement statement) {
    return switch (statement.predicateType()) {
      case SlsaV1.TYPE -> Optional.of(SlsaV1.read(statement.predicate()));
      case SlsaV02.TYPE -> Optional.of(SlsaV02.read(statement.predicate()));
      default -> Optional.empty();
    };
  }

  /** Whether statements of this type are understood. */
  static boolean isKnown(String predicateType) {
    return predicateType.equals(SlsaV1.TYPE) || predicateType.equals(SlsaV02.TYPE);
  }

  /**
   * How much a record holds.
   *
   * @param steps whether each step of the build is in it (BuildKit's {@code mode=max})
   * @param requestComplete whether all options of the build are in it, or null when not said
   * @param inputsComplete whether all that went in is in it, or null when not said
   * @param hermetic whether no step had network, or null when not said
   * @param reproducible whether whoever built says that the same comes out again, or null
   */
  public record Detail(
      boolean steps,
      @Nullable Boolean requestComplete,
      @Nullable Boolean inputsComplete,
      @Nullable Boolean hermetic,
      @Nullable Boolean reproducible) {}
}
