package io.registrysidecar.intake;

import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobQueue;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.store.Cursor;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.Page;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.PublicationState;
import io.registrysidecar.store.PublicationStore;
import io.registrysidecar.store.RepositorySummary;
import io.registrysidecar.store.StoredImage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares once what the tags of a registry name with what is known, and queues what was missed.
 */
final class Reconciliation {

  private final ImageStore images;
  private final PublicationStore publications;
  private final JobQueue queue;
  private final ScanJobs scans;
  private final InstantSource clock;
  private final Pace pace;

  Reconciliation(
      ImageStore images,
      PublicationStore publications,
      JobQueue queue,
      ScanJobs scans,
      InstantSource clock,
      Pace pace) {
    this.images = images;
    this.publications = publications;
    this.queue = queue;
    this.scans = scans;
    this.clock = clock;
    this.pace = pace;
  }

  /**
   * Compares all repositories. One that the registry refuses does not keep the others from being
   * compared.
   *
   * @throws RegistryException if the registry cannot be asked at all now
   */
  Result run(ReconciledRegistry registry) throws RegistryException, InterruptedException {
    int queued = 0;
    List<RegistryFailure> failures = new ArrayList<>();
    for (RepositoryName repository : repositories(registry)) {
      try {
        queued += repository(registry, repository);
      } catch (RegistryException e) {
        if (e.isRetryable() || e.failure() instanceof RegistryFailure.Cancelled) {
          throw e;
        }
        failures.add(e.failure());
      }
    }
    return new Result(queued, failures);
  }

  private List<RepositoryName> repositories(ReconciledRegistry registry) throws RegistryException {
    if (!registry.named().isEmpty()) {
      return registry.named();
    }
    try {
      return registry.source().repositories().stream().filter(registry.repositories()).toList();
    } catch (RegistryException e) {
      return switch (e.failure()) {
        // A registry that does not list its repositories still has those that it has told of.
        case RegistryFailure.Denied denied -> known(registry);
        case RegistryFailure.NotFound missing -> known(registry);
        case RegistryFailure.Unsupported unsupported -> known(registry);
        default -> throw e;
      };
    }
  }

  private List<RepositoryName> known(ReconciledRegistry registry) {
    List<RepositoryName> known = new ArrayList<>();
    Cursor next = null;
    do {
      Page<RepositorySummary> page =
          images.repositories(new PageRequest(PageRequest.LARGEST, next));
      page.items().stream()
          .filter(summary -> summary.registry().equals(registry.name()))
          .map(RepositorySummary::repository)
          .filter(registry.repositories())
          .forEach(known::add);
      next = page.next();
    } while (next != null);
    return known;
  }

  private int repository(ReconciledRegistry registry, RepositoryName repository)
      throws RegistryException, InterruptedException {
    Map<String, Digest> before = images.tags(registry.name(), repository);
    Map<String, Digest> now = now(registry, repository);
    List<ImageStore.Push> pushes = new ArrayList<>();
    List<Job> jobs = new ArrayList<>();
    Set<Digest> judged = new HashSet<>();
    now.forEach((tag, digest) -> {
      ImageKey image = new ImageKey(registry.name(), repository, digest);
      Optional<StoredImage> found = images.find(image);
      if (!digest.equals(before.get(tag)) || found.isEmpty()) {
        pushes.add(new ImageStore.Push(image, tag, clock.instant()));
      }
      if (judged.add(digest) && needsScan(image, found)) {
        jobs.add(
            scans.job(
                registry.name(),
                repository,
                new ManifestKey.ByDigest(digest),
                Priority.BACKFILL,
                null));
      }
    });
    before.forEach((tag, digest) -> {
      if (!now.containsKey(tag)) {
        images.untagged(registry.name(), repository, tag, clock.instant());
        jobs.add(
            DeletionCheck.job(
                new ImageKey(registry.name(), repository, digest),
                Priority.BACKFILL,
                "reconciliation"));
      }
    });
    images.pushed(pushes);
    return jobs.isEmpty() ? 0 : queue.enqueueAll(jobs);
  }

  private Map<String, Digest> now(ReconciledRegistry registry, RepositoryName repository)
      throws RegistryException, InterruptedException {
    Map<String, Digest> now = new HashMap<>();
    for (String name : tags(registry, repository)) {
      pace.pause();
      Optional<ManifestKey.Tag> tag = tag(name);
      if (tag.isPresent()) {
        registry.source().resolve(repository, tag.get()).ifPresent(digest -> now.put(name, digest));
      }
    }
    return now;
  }

  /** A repository that is not there has no tags: it may have been named before its first push. */
  private static List<String> tags(ReconciledRegistry registry, RepositoryName repository)
      throws RegistryException {
    try {
      return registry.source().tags(repository);
    } catch (RegistryException e) {
      if (e.failure() instanceof RegistryFailure.NotFound) {
        return List.of();
      }
      throw e;
    }
  }

  /** What is no tag by the specification cannot be pulled by it either. */
  private static Optional<ManifestKey.Tag> tag(String name) {
    try {
      return Optional.of(ManifestKey.Tag.parse(name));
    } catch (MalformedReference e) {
      return Optional.empty();
    }
  }

  private boolean needsScan(ImageKey image, Optional<StoredImage> found) {
    if (found.isEmpty() || found.get().deletedAt() != null) {
      return true;
    }
    return switch (found.get().state()) {
      case PENDING -> true;
      case SCANNED ->
          publications.of(image).stream()
              .noneMatch(publication -> publication.state() == PublicationState.PUBLISHED);
      case UNSUPPORTED, FAILED -> false;
    };
  }

  /**
   * What a comparison led to.
   *
   * @param queued how many jobs were queued
   * @param failures why repositories could not be compared
   */
  record Result(int queued, List<RegistryFailure> failures) {}

  /** Lets some time pass between two requests. */
  @FunctionalInterface
  interface Pace {
    void pause() throws InterruptedException;
  }
}
