package io.registrysidecar.scan;

import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobQueue;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.store.Cursor;
import io.registrysidecar.store.ImageFilter;
import io.registrysidecar.store.ImageState;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.Page;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.StoredImage;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues every image whose result rests on other advisories than those known now. Layers are not
 * read again, and what says the same is not published again. Queueing an image twice is queueing it
 * once, so that a crash in between costs nothing: it is done again at the next start.
 */
final class Reevaluation {

  private static final Logger LOG = LoggerFactory.getLogger(Reevaluation.class);
  private static final int PAGE = 500;

  private final ImageStore images;
  private final JobQueue queue;
  private final ScanParts parts;

  Reevaluation(ImageStore images, JobQueue queue, ScanParts parts) {
    this.images = images;
    this.queue = queue;
    this.parts = parts;
  }

  /** Queues what is outdated; gives how many were not queued yet. */
  int queueOutdated() {
    String version = parts.knowledge().get().version();
    if (version.isEmpty()) {
      return 0; // without advisories, results would only become worse
    }
    return queue(image -> !image.advisoryVersion().equals(version));
  }

  /** Queues everything, for another policy may say otherwise of any image. */
  int queueAll() {
    return queue(image -> true);
  }

  private int queue(Predicate<StoredImage> which) {
    String generation = parts.generation();
    var scanned = new ImageFilter(null, null, null, ImageState.SCANNED, null, false);
    int queued = 0;
    @Nullable Cursor after = null;
    do {
      Page<StoredImage> page = images.list(scanned, new PageRequest(PAGE, after));
      List<Job> jobs =
          page.items().stream().filter(which).map(image -> job(image, generation)).toList();
      queued += jobs.isEmpty() ? 0 : queue.enqueueAll(jobs);
      after = page.next();
    } while (after != null);
    LOG.atInfo()
        .addKeyValue("generation", generation)
        .addKeyValue("images", queued)
        .log("images queued for re-evaluation");
    return queued;
  }

  private static Job job(StoredImage image, String generation) {
    return new Job(
        ScanService.SCAN,
        image.key().registry(),
        image.key().repository(),
        new ManifestKey.ByDigest(image.key().digest()),
        generation,
        Priority.REEVALUATION,
        "");
  }
}
