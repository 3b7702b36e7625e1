package io.registrysidecar.scan;

import io.registrysidecar.audit.AuditEvent;
import io.registrysidecar.image.ImageTree;
import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.report.BaseImage;
import io.registrysidecar.scan.ScanState.End;
import io.registrysidecar.scan.ScanState.Step;
import io.registrysidecar.schema.Report;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what lasts of scans: how far each has come, what it found out, and what is known already.
 */
interface Ledger {

  /** Records that a scan works on a state. */
  void entered(Scan scan, Step state);

  /** Records how a scan ended, and what is known of its image because of it. */
  void ended(Scan scan, End state);

  /** Records what the reference of a scan names. */
  void resolved(Scan scan, Descriptor manifest);

  /** Records what an image reference stands for. */
  void described(Scan scan, ImageTree tree);

  /**
   * Records what is installed in an image, and what is wrong with each component. Computes: not on
   * a virtual thread.
   *
   * @throws UnusableKnowledge if what is known cannot be read
   */
  void judged(Scan scan, Digest manifest, Inventory inventory, Knowledge knowledge)
      throws UnusableKnowledge;

  /** The tags that name a manifest. */
  List<String> tags(Scan scan, Digest manifest);

  /**
   * What an image was built on, if that is known.
   *
   * @param claims what records of its build say
   */
  Optional<BaseImage> base(PlatformImage image, List<BaseImage.Claim> claims);

  /** An index that is known to list a manifest. */
  Optional<Digest> index(Scan scan, Digest manifest);

  /**
   * A report whose findings say since when they are known here; as it is where no account is kept.
   */
  Report dated(Scan scan, Report report);

  /**
   * The report of a manifest, if another scan would find the same; what it says of the policy may
   * have changed.
   */
  Optional<Report> current(Scan scan, Digest manifest);

  /**
   * What happened to a manifest until now, oldest first, with what this scan has found out; empty
   * where nothing is kept.
   */
  List<AuditEvent> history(Scan scan, Digest manifest, Report report);

  /** Tells how a report is written, so that it need not be written again. */
  default void rendered(Report report, byte[] content) {
    // Whoever keeps no reports does not need it.
  }

  /** What operators say of a manifest and counts now. */
  List<StatedVex> stated(Scan scan, Digest manifest);

  /** The scan of one platform of an index that {@code parent} scans. */
  Scan ofPlatform(Scan parent, PlatformImage image);
}
