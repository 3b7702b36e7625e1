package io.registrysidecar.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Finds the facts on which claims contradict each other. Who is right is for the reader to say. */
final class Conflicts {

  private Conflicts() {}

  /** The names of the facts in dispute. */
  static List<String> in(List<BuildClaim> claims) {
    List<String> disputed = new ArrayList<>();
    if (differ(claims, claim -> source(claim).map(SourceRef::sameAs).filter(it -> !it.isEmpty()))) {
      disputed.add("repository");
    }
    if (differ(claims, claim -> source(claim).flatMap(it -> Optional.ofNullable(it.commit())))) {
      disputed.add("commit");
    }
    if (differ(claims, Conflicts::baseDigest)) {
      disputed.add("base");
    }
    return disputed;
  }

  private static Optional<SourceRef> source(BuildClaim claim) {
    return Optional.ofNullable(claim.build().source());
  }

  private static Optional<String> baseDigest(BuildClaim claim) {
    return claim.build().isBaseKnown()
        ? Optional.ofNullable(claim.build().bases().getFirst().digest())
        : Optional.empty();
  }

  private static boolean differ(
      List<BuildClaim> claims, Function<BuildClaim, Optional<String>> fact) {
    return claims.stream()
            .map(fact)
            .flatMap(Optional::stream)
            .filter(Objects::nonNull)
            .distinct()
            .count()
        > 1;
  }
}
