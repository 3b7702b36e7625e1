package io.registrysidecar.scan;

import io.registrysidecar.advisory.vex.VexMark;
import io.registrysidecar.audit.EventType;
import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobQueue;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.store.Cursor;
import io.registrysidecar.store.ImageFilter;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageState;
import io.registrysidecar.store.NewEvent;
import io.registrysidecar.store.Page;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.StoredImage;
import io.registrysidecar.store.StoredVex;
import io.registrysidecar.store.VexStore.Untold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has images judged again when a statement of an operator begins or ceases to count, and tells the
 * chains of the images that it does. Whoever records or removes one, maybe another process, only
 * writes it down; that one expires, nobody says at all. Each step may be done twice.
 */
final class VexChanges {

  private static final Logger LOG = LoggerFactory.getLogger(VexChanges.class);
  private static final int PAGE = 500;

  private final Store store;
  private final JobQueue queue;
  private final ScanParts parts;
  private final ReentrantLock telling = new ReentrantLock();

  VexChanges(Store store, JobQueue queue, ScanParts parts) {
    this.store = store;
    this.queue = queue;
    this.parts = parts;
  }

  /**
   * Tells what was not told yet; gives how many images were queued. Who comes while another does it
   * goes on: the other looks again at its end, and somebody from time to time.
   */
  int tell() {
    if (!telling.tryLock()) {
      return 0;
    }
    try {
      return tellAll();
    } finally {
      telling.unlock();
    }
  }

  private int tellAll() {
    int queued = 0;
    List<Untold> changes = store.vex().untold(parts.clock().instant(), PAGE);
    while (!changes.isEmpty()) {
      for (Untold change : changes) {
        queued += tell(change);
        store.vex().told(change);
      }
      changes = store.vex().untold(parts.clock().instant(), PAGE);
    }
    return queued;
  }

  private int tell(Untold change) {
    StoredVex statement = change.statement();
    int queued =
        statement.scope().digest() == null
            ? tellRepository(change)
            : tellImage(change, statement.scope().digest());
    LOG.atInfo()
        .addKeyValue("statement", statement.id())
        .addKeyValue("about", statement.scope())
        .addKeyValue("counts", !change.ended())
        .addKeyValue("images", queued)
        .log("images queued for a statement");
    return queued;
  }

  /** Its index is rolled up again, too; what is said of an index reaches its platforms by it. */
  private int tellImage(Untold change, Digest digest) {
    StoredVex statement = change.statement();
    var image = new ImageKey(statement.scope().registry(), statement.scope().repository(), digest);
    store.audit().append(events(change, image));
    List<Job> jobs = new ArrayList<>();
    jobs.add(job(change, image, Priority.REQUEST));
    store.images().parents(image).forEach(index -> jobs.add(job(change, index, Priority.REQUEST)));
    return queue.enqueueAll(jobs);
  }

  private int tellRepository(Untold change) {
    var there =
        new ImageFilter(
            change.statement().scope().registry(),
            change.statement().scope().repository(),
            null,
            ImageState.SCANNED,
            null,
            false);
    int queued = 0;
    @Nullable Cursor after = null;
    do {
      Page<StoredImage> page = store.images().list(there, new PageRequest(PAGE, after));
      List<ImageKey> images = page.items().stream().map(StoredImage::key).toList();
      store
          .audit()
          .append(images.stream().flatMap(image -> events(change, image).stream()).toList());
      queued +=
          queue.enqueueAll(
              images.stream().map(image -> job(change, image, Priority.REEVALUATION)).toList());
      after = page.next();
    } while (after != null);
    return queued;
  }

  private Job job(Untold change, ImageKey image, Priority priority) {
    String wish = "/vex-" + change.statement().id() + (change.ended() ? "-ended" : "");
    return new Job(
        ScanService.SCAN,
        image.registry(),
        image.repository(),
        new ManifestKey.ByDigest(image.digest()),
        parts.generation() + wish,
        priority,
        "");
  }

  private List<NewEvent> events(Untold change, ImageKey image) {
    StoredVex statement = change.statement();
    List<NewEvent> events = new ArrayList<>();
    if (change.begun()) {
      events.add(
          event(image, EventType.STATED, statement, statement.since(), statement.actor(), ""));
    }
    if (change.ended()) {
      Instant expired = statement.mark().expires();
      events.add(
          statement.endedAt() != null
              ? event(
                  image,
                  EventType.RETRACTED,
                  statement,
                  statement.endedAt(),
                  statement.endedBy(),
                  "removed")
              : event(
                  image,
                  EventType.RETRACTED,
                  statement,
                  expired == null ? parts.clock().instant() : expired,
                  ScanHistory.actor(parts),
                  "expired"));
    }
    return events;
  }

  private static NewEvent event(
      ImageKey image,
      EventType type,
      StoredVex statement,
      Instant at,
      @Nullable String actor,
      String because) {
    return new NewEvent(
        image, at, type, actor, detail(statement, because), type.word() + "/" + statement.id());
  }

  private static Map<String, String> detail(StoredVex statement, String because) {
    VexMark mark = statement.mark();
    Map<String, String> detail = new TreeMap<>();
    detail.put("statement", Long.toString(statement.id()));
    detail.put("vulnerability", mark.vulnerability());
    detail.put("status", mark.status().word());
    detail.put("author", mark.author());
    put(detail, "component", mark.component());
    put(detail, "justification", mark.justification());
    put(detail, "impact", mark.impact());
    put(detail, "expires", mark.expires());
    if (!because.isEmpty()) {
      detail.put("because", because);
    }
    return detail;
  }

  private static void put(Map<String, String> detail, String name, @Nullable Object value) {
    if (value != null) {
      detail.put(name, value.toString());
    }
  }
}
