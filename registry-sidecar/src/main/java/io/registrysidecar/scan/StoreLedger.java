package io.registrysidecar.scan;

import io.registrysidecar.audit.AuditEvent;
import io.registrysidecar.image.ImageTree;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.image.RegistryImageSource;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.report.BaseImage;
import io.registrysidecar.scan.ScanState.End;
import io.registrysidecar.scan.ScanState.Step;
import io.registrysidecar.schema.Report;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ScanRecord;
import io.registrysidecar.store.ScanStore;
import io.registrysidecar.store.ScanStore.Transition;
import io.registrysidecar.store.SightingStore;
import io.registrysidecar.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps scans and what they found out in the store. */
final class StoreLedger implements Ledger {

  private static final Logger LOG = LoggerFactory.getLogger(StoreLedger.class);

  private final ScanStore scans;
  private final ImageLedger images;
  private final ComponentLedger components;
  private final ScanHistory history;
  private final BaseImages bases;
  private final StoredStatements statements;
  private final SightingStore sightings;
  private final ScanParts parts;

  StoreLedger(Store store, ScanParts parts) {
    this.scans = store.scans();
    this.statements = new StoredStatements(store, parts.clock());
    this.images = new ImageLedger(store.images(), statements, parts);
    this.components = new ComponentLedger(store.components(), store.findings());
    this.history = new ScanHistory(store.audit(), parts);
    this.bases = new StoredBaseImages(store.images(), parts.knowledge());
    this.sightings = store.sightings();
    this.parts = parts;
  }

  /** What was noticed on the way. */
  Noticed noticed() {
    return history.counts();
  }

  /** The scan of a manifest: the one that was wished and has not ended, or a new one. */
  Scan begin(Place place, ManifestKey reference, Priority priority) {
    var source =
        new RememberedSource(new RegistryImageSource(place.client(), named(place, reference)));
    ScanRecord record = open(place, reference, priority.name().toLowerCase(Locale.ROOT));
    return new Scan(
        Long.toString(record.id()),
        source.name(),
        record.requestedAt(),
        parts.clock().instant(),
        source,
        place.client().host() + "/" + place.repository(),
        PlatformFilter.all(),
        Optional.of(place),
        Optional.of(reference),
        false,
        Urgency.of(priority),
        Progress.NONE);
  }

  @Override
  public Scan ofPlatform(Scan parent, PlatformImage image) {
    Place place = parent.place().orElseThrow();
    images.described(place, image);
    history.noticed(key(place, image.manifest().self().digest()));
    var reference = new ManifestKey.ByDigest(image.manifest().self().digest());
    ScanRecord record = open(place, reference, "index");
    scans.resolved(record.id(), reference.digest());
    return new Scan(
        Long.toString(record.id()),
        parent.name() + " " + image.platform(),
        record.requestedAt(),
        parts.clock().instant(),
        parent.source(),
        parent.repository(),
        parent.platforms(),
        parent.place(),
        Optional.of(reference),
        parent.allEvidence(),
        parent.urgency(),
        parent.progress());
  }

  /**
   * Whether a manifest needs no scan, because another would give the result that there is.
   *
   * @param signed since when results are signed as now
   */
  boolean isCurrent(ImageKey image, Instant signed) {
    return images
        .current(image)
        .filter(report -> report.scan().startedAt().isAfter(signed))
        .filter(parts.verdicts()::isSurelyAsNow)
        .isPresent();
  }

  /** Whether a manifest is one that was scanned, or is to be. */
  boolean hasOrAwaitsResult(ImageKey image) {
    return images.hasOrAwaitsResult(image);
  }

  @Override
  public void entered(Scan scan, Step state) {
    scans.enter(number(scan), transition(state));
  }

  @Override
  public void ended(Scan scan, End state) {
    if (state instanceof ScanState.Waiting) {
      scans.enter(number(scan), transition(state));
      return;
    }
    image(scan)
        .ifPresent(image -> {
          images.ended(image, scan, state);
          history.ended(image, scan, state);
        });
    String failure = state instanceof ScanState.Failed ? state.detail() : null;
    scans.finish(number(scan), transition(state), failure);
    LOG.atInfo()
        .addKeyValue("image", scan.name())
        .addKeyValue("scan", scan.id())
        .addKeyValue("state", state.name())
        .addKeyValue("detail", state.detail())
        .log("scan ended");
  }

  @Override
  public void resolved(Scan scan, Descriptor manifest) {
    scans.resolved(number(scan), manifest.digest());
  }

  @Override
  public void described(Scan scan, ImageTree tree) {
    images.described(scan.place().orElseThrow(), tree);
    history.noticed(key(scan.place().orElseThrow(), tree.root().self().digest()));
    if (scan.reference().orElse(null) instanceof ManifestKey.Tag tag) {
      images.tagged(key(scan.place().orElseThrow(), tree.root().self().digest()), tag);
    }
  }

  @Override
  public void judged(Scan scan, Digest manifest, Inventory inventory, Knowledge knowledge)
      throws UnusableKnowledge {
    components.judged(key(scan.place().orElseThrow(), manifest), inventory, knowledge);
  }

  @Override
  public List<String> tags(Scan scan, Digest manifest) {
    return images.tags(key(scan.place().orElseThrow(), manifest));
  }

  @Override
  public Optional<BaseImage> base(PlatformImage image, List<BaseImage.Claim> claims) {
    return bases.of(image, claims);
  }

  @Override
  public Optional<Digest> index(Scan scan, Digest manifest) {
    return images.index(key(scan.place().orElseThrow(), manifest));
  }

  @Override
  public Report dated(Scan scan, Report report) {
    Place place = scan.place().orElseThrow();
    return FirstSight.in(
        report,
        found -> sightings.seen(place.registry(), place.repository(), found, scan.startedAt()));
  }

  @Override
  public List<AuditEvent> history(Scan scan, Digest manifest, Report report) {
    return history.with(key(scan.place().orElseThrow(), manifest), scan, report);
  }

  @Override
  public void rendered(Report report, byte[] content) {
    images.rendered(report, content);
  }

  @Override
  public List<StatedVex> stated(Scan scan, Digest manifest) {
    return statements.of(key(scan.place().orElseThrow(), manifest));
  }

  @Override
  public Optional<Report> current(Scan scan, Digest manifest) {
    return mayHearMore(scan)
        ? Optional.empty()
        : images.current(key(scan.place().orElseThrow(), manifest));
  }

  /** What others attach to an image changes nothing that is known of it: only a look tells. */
  private boolean mayHearMore(Scan scan) {
    return parts.vex().hearsAttached() && scan.urgency().now() != Priority.REEVALUATION;
  }

  private ScanRecord open(Place place, ManifestKey reference, String cause) {
    String name = reference.toString();
    return scans
        .unfinished(place.registry(), place.repository(), name)
        .orElseGet(() -> create(place, name, cause));
  }

  private ScanRecord create(Place place, String reference, String cause) {
    Instant now = parts.clock().instant();
    long id = scans.create(place.registry(), place.repository(), reference, cause, now);
    return scans.find(id).orElseThrow();
  }

  /** The image of a scan; empty when its tag could not be resolved. */
  private Optional<ImageKey> image(Scan scan) {
    Optional<Digest> digest =
        scan.reference().orElse(null) instanceof ManifestKey.ByDigest by
            ? Optional.of(by.digest())
            : scans.find(number(scan)).flatMap(record -> Optional.ofNullable(record.digest()));
    return digest.map(found -> key(scan.place().orElseThrow(), found));
  }

  private static Reference named(Place place, ManifestKey reference) {
    String host = place.client().host();
    return switch (reference) {
      case ManifestKey.Tag tag -> new Reference(host, place.repository(), tag, null);
      case ManifestKey.ByDigest by -> new Reference(host, place.repository(), null, by.digest());
    };
  }

  private Transition transition(ScanState state) {
    return new Transition(state.name(), state.detail(), parts.clock().instant());
  }

  private static ImageKey key(Place place, Digest digest) {
    return new ImageKey(place.registry(), place.repository(), digest);
  }

  private static long number(Scan scan) {
    return Long.parseLong(scan.id());
  }
}
