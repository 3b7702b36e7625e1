package io.registrysidecar.image;

/**
 * The right to compute, of which there are as many as processors. Whoever reads a layer begins its
 * turn when there are bytes to work on, and ends it before it waits for more; so a registry that
 * sends slowly keeps no processor from other layers. For one thread.
 */
public interface Turn {

  /** Of somebody who shares the processors with nobody. */
  Turn ALONE =
      new Turn() {
        @Override
        public void begin() {
          // Nobody else wants it.
        }

        @Override
        public void share() {
          // Nobody else wants it.
        }

        @Override
        public void end() {
          // Nobody else wants it.
        }
      };

  /**
   * Waits until this thread may compute; returns at once when it may already.
   *
   * @throws InterruptedException if interrupted while waiting; it may not compute then
   */
  void begin() throws InterruptedException;

  /**
   * Lets somebody else go first for once, if this turn has been long enough. To be called often.
   *
   * @throws InterruptedException if interrupted while waiting; it may not compute then
   */
  void share() throws InterruptedException;

  /** This thread computes no more until it begins again. Does nothing the second time. */
  void end();
}
