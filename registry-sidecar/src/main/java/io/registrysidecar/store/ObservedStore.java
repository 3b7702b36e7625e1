package io.registrysidecar.store;

/**
 * Another store, of whose images a listener hears when they change. What is written past it, by the
 * other store or another process, nobody hears of.
 *
 * @param store the other one
 * @param images its images, observed
 */
public record ObservedStore(Store store, ImageStore images) implements Store {

  /** Observes {@code store}. */
  public ObservedStore(Store store, ImageListener listener) {
    this(store, new ObservedImages(store.images(), listener));
  }

  @Override
  public Inbox inbox() {
    return store.inbox();
  }

  @Override
  public LayerEvidenceStore layerEvidence() {
    return store.layerEvidence();
  }

  @Override
  public ComponentStore components() {
    return store.components();
  }

  @Override
  public FindingStore findings() {
    return store.findings();
  }

  @Override
  public SightingStore sightings() {
    return store.sightings();
  }

  @Override
  public PublicationStore publications() {
    return store.publications();
  }

  @Override
  public AuditLog audit() {
    return store.audit();
  }

  @Override
  public VexStore vex() {
    return store.vex();
  }

  @Override
  public ScanStore scans() {
    return store.scans();
  }

  @Override
  public JobStore jobs() {
    return store.jobs();
  }

  @Override
  public void close() {
    store.close();
  }
}
