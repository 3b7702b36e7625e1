package io.registrysidecar.scan;

import io.registrysidecar.audit.EventChain;
import io.registrysidecar.schema.Report;
import io.registrysidecar.store.ImageKey;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often scans noticed what fails none of them, but should be seen by somebody. Safe for use by
 * several threads; all counts begin with the service.
 */
public final class Noticed {

  private static final Logger LOG = LoggerFactory.getLogger(Noticed.class);

  private final LongAdder brokenHistories = new LongAdder();
  private final LongAdder unreadableVex = new LongAdder();
  private final LongAdder unbelievedVex = new LongAdder();

  /** The chain of an image's events, as it was just before a scan told of itself. */
  void history(ImageKey image, EventChain.Result chain) {
    if (chain instanceof EventChain.Result.Broken broken) {
      brokenHistories.increment();
      LOG.atWarn()
          .addKeyValue("image", image)
          .addKeyValue("reason", broken.reason())
          .log("the history of an image was changed by somebody else");
    }
  }

  /** What a new report says of VEX documents that were not used. */
  void report(Report report) {
    report
        .coverage()
        .statements()
        .forEach(statement -> {
          if (statement.code().equals(VexSources.UNREADABLE)) {
            unreadableVex.increment();
          } else if (statement.code().equals(VexSources.NOT_APPLIED)) {
            unbelievedVex.increment();
          }
        });
  }

  /** Scans of images whose recorded history was not whole. */
  public double brokenHistories() {
    return brokenHistories.sum();
  }

  /** VEX documents that could not be read, once for each scan that wanted them. */
  public double unreadableVex() {
    return unreadableVex.sum();
  }

  /** VEX documents by nobody who is believed, once for each scan that found them. */
  public double unbelievedVex() {
    return unbelievedVex.sum();
  }
}
