package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.ReferrersApi.Answered;
import io.registrysidecar.oci.client.ReferrersOutcome.Where;
import io.registrysidecar.oci.client.ReferrersSupport.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The referrers of manifests, whichever way a registry keeps them (OCI distribution specification,
 * "Listing Referrers" and "Referrers Tag Schema").
 *
 * <p>Which way is learned from what the registry lists, never from a refusal or a failure: a
 * fallback tag written because of a 403 or a 503 would be a second truth beside the first.
 */
final class Referrers {

  /** Some registries list a new referrer only after a moment. */
  private static final List<Duration> LOOKS =
      List.of(Duration.ZERO, Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(3));

  private final Caller caller;
  private final ReferrersApi api;
  private final ReferrersSupport support;
  private final Acknowledgements acknowledgements;
  private final FallbackWriter writer;
  private final Pause pause;
  private final boolean replaceForeignTag;

  Referrers(
      Caller caller,
      ReferrersSupport support,
      Acknowledgements acknowledgements,
      FallbackWriter writer,
      Pause pause,
      boolean replaceForeignTag) {
    this.caller = caller;
    this.api = new ReferrersApi(caller);
    this.support = support;
    this.acknowledgements = acknowledgements;
    this.writer = writer;
    this.pause = pause;
    this.replaceForeignTag = replaceForeignTag;
  }

  List<Descriptor> list(Target target, Digest subject, @Nullable String artifactType)
      throws RegistryException {
    if (support.of(target.repository()) != State.FALLBACK) {
      switch (api.list(target, subject, artifactType)) {
        case Answered.With(List<Descriptor> referrers) -> {
          support.learned(target.repository(), State.NATIVE);
          return referrers;
        }
        case Answered.NoRepository _ -> {
          return List.of();
        }
        case Answered.NoApi _ -> support.learnedNoApi(target.repository());
      }
    }
    return fallbackTag(target, subject).referrers().stream()
        .filter(entry -> artifactType == null || artifactType.equals(entry.artifactType()))
        .toList();
  }

  ReferrersOutcome change(Target target, ReferrersChange change) throws RegistryException {
    Added added = add(target, change);
    List<Digest> notDeleted = new ArrayList<>();
    Set<Digest> deleted = new HashSet<>();
    for (Digest digest : change.remove()) {
      if (isGone(target, digest)) {
        deleted.add(digest);
      } else {
        notDeleted.add(digest);
      }
    }
    return new ReferrersOutcome(
        added.where(),
        notDeleted,
        added
            .listed()
            .map(all -> all.stream().filter(each -> !deleted.contains(each.digest())).toList()));
  }

  /**
   * Makes what is new listed, and under a fallback tag what is old not listed. The manifests
   * removed are still there, so that a reader never finds nothing.
   */
  private Added add(Target target, ReferrersChange change) throws RegistryException {
    if (support.of(target.repository()) == State.FALLBACK) {
      return fallBack(target, change);
    }
    for (Duration look : LOOKS) {
      sleep(target, look);
      switch (api.list(target, change.subject(), null)) {
        case Answered.NoRepository _ ->
            throw new RegistryException(
                new RegistryFailure.NotFound(
                    "change the referrers of " + target + "@" + change.subject(),
                    "the repository does not exist"));
        case Answered.NoApi _ -> {
          support.learnedNoApi(target.repository());
          return fallBack(target, change);
        }
        case Answered.With(List<Descriptor> listed) -> {
          support.learned(target.repository(), State.NATIVE);
          if (digests(listed).containsAll(digests(change.add()))) {
            return new Added(Where.NATIVE, Optional.of(listed));
          }
        }
      }
    }
    boolean acknowledged =
        change.add().stream()
            .allMatch(added ->
                acknowledgements.has(target.repository(), added.digest(), change.subject()));
    return acknowledged
        ? new Added(Where.NATIVE_UNVERIFIED, Optional.empty())
        : fallBack(target, change);
  }

  private Added fallBack(Target target, ReferrersChange change) throws RegistryException {
    FallbackTag tag = fallbackTag(target, change.subject());
    return new Added(Where.FALLBACK, Optional.of(writer.change(tag, target, change)));
  }

  /** How it was made listed, and what was listed then. */
  private record Added(Where where, Optional<List<Descriptor>> listed) {}

  private boolean isGone(Target target, Digest digest) throws RegistryException {
    try {
      boolean _ = caller.call(new ManifestDelete(target, digest));
      return true;
    } catch (RegistryException e) {
      return switch (e.failure()) {
        case RegistryFailure.Unsupported _, RegistryFailure.Denied _, RegistryFailure.Rejected _ ->
            false;
        default -> throw e;
      };
    }
  }

  private FallbackTag fallbackTag(Target target, Digest subject) {
    return new FallbackTag(caller, target, subject, replaceForeignTag);
  }

  private void sleep(Target target, Duration duration) throws RegistryException {
    try {
      pause.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(
          new RegistryFailure.Cancelled("change the referrers of " + target), e);
    }
  }

  private static Set<Digest> digests(List<Descriptor> descriptors) {
    Set<Digest> digests = new HashSet<>();
    descriptors.forEach(descriptor -> digests.add(descriptor.digest()));
    return digests;
  }
}
