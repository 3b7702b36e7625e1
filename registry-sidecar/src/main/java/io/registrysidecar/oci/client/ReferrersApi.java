package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The referrers API of a registry, if it has one. */
final class ReferrersApi {

  private static final int MOST_PAGES = 200;
  private static final int MOST_ENTRIES = 100_000;

  /** What the API says. */
  sealed interface Answered {
    /** The referrers, complete. */
    record With(List<Descriptor> referrers) implements Answered {}

    /** There is no API. */
    record NoApi() implements Answered {}

    /** The repository is not known. */
    record NoRepository() implements Answered {}
  }

  private final Caller caller;

  ReferrersApi(Caller caller) {
    this.caller = caller;
  }

  Answered list(Target target, Digest subject, @Nullable String artifactType)
      throws RegistryException {
    List<Descriptor> referrers = new ArrayList<>();
    ReferrersPage page = ReferrersPage.first(target, subject, artifactType);
    for (int read = 0; read < MOST_PAGES && referrers.size() <= MOST_ENTRIES; read++) {
      switch (caller.call(page)) {
        case ReferrersPage.Result.NoApi _ -> {
          return new Answered.NoApi();
        }
        case ReferrersPage.Result.NoRepository _ -> {
          return new Answered.NoRepository();
        }
        case ReferrersPage.Result.NoSubject _ -> {
          return new Answered.With(List.of());
        }
        case ReferrersPage.Result.Listed(Page<Descriptor> found) -> {
          referrers.addAll(found.items());
          if (found.next().isEmpty()) {
            return new Answered.With(List.copyOf(referrers));
          }
          page = page.at(found.next().get());
        }
      }
    }
    throw new RegistryException(
        new RegistryFailure.Unsupported(page.action(), "the registry's list does not end"));
  }
}
