package io.registrysidecar;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes one thing so that the next is closed too, whatever happens. */
final class Closing {

  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  static void close(AutoCloseable thing) {
    try {
      thing.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.atWarn()
          .addKeyValue("what", thing.getClass().getSimpleName())
          .setCause(e)
          .log("close failed");
    }
  }
}
