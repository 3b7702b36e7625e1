package io.registrysidecar.admission;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line for each decision. What is allowed without reserve is of interest only to who looks for
 * it; the rest tells why something does not run, or runs although it is doubtful.
 */
final class DecisionLog implements DecisionListener {

  private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);

  @Override
  public void decided(Decided decided) {
    LOG.atLevel(decided.outcome() == Decided.Outcome.ALLOWED ? Level.DEBUG : Level.INFO)
        .addKeyValue("image", decided.image())
        .addKeyValue("digest", decided.digest() == null ? "" : decided.digest())
        .addKeyValue("namespace", decided.namespace())
        .addKeyValue("endpoint", decided.endpoint().word())
        .addKeyValue("outcome", decided.outcome().word())
        .addKeyValue("ground", decided.ground().word())
        .addKeyValue("reason", decided.reason())
        .addKeyValue("millis", decided.took().toMillis())
        .log("admission decided");
  }
}
