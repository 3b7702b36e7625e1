package io.registrysidecar.store;

/** Everything that lasts, one aggregate each. All may be used from any number of threads. */
public interface Store extends AutoCloseable {

  /** Notifications. */
  Inbox inbox();

  /** What detectors found in layers. */
  LayerEvidenceStore layerEvidence();

  /** Images and tags. */
  ImageStore images();

  /** Components and which images have them. */
  ComponentStore components();

  /** What is wrong with components. */
  FindingStore findings();

  /** Since when it is known what is wrong. */
  SightingStore sightings();

  /** Referrers of ours. */
  PublicationStore publications();

  /** What happened to images. */
  AuditLog audit();

  /** What operators say of vulnerabilities. */
  VexStore vex();

  /** Scans. */
  ScanStore scans();

  /** Rows of the job queue. */
  JobStore jobs();

  /** Writes what is pending and closes. */
  @Override
  void close();
}
