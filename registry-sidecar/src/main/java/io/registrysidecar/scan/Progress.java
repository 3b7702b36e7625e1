package io.registrysidecar.scan;

import io.registrysidecar.oci.Digest;

/** Is told how a scan comes along. Called from several threads at once; must not block. */
public interface Progress {

  /** Tells nobody. */
  Progress NONE =
      new Progress() {
        @Override
        public void entered(String image, String state, String detail) {
          // Nobody listens.
        }

        @Override
        public void layer(Digest layer, long size, long read) {
          // Nobody listens.
        }
      };

  /**
   * A scan has come to a state.
   *
   * @param image what is scanned
   * @param state the state's name
   * @param detail what it has to say, or empty
   */
  void entered(String image, String state, String detail);

  /**
   * Bytes of a layer were read.
   *
   * @param layer which
   * @param size how many compressed bytes it has
   * @param read how many of them were read so far; equal to {@code size} at the end, unless only
   *     some of them are needed
   */
  void layer(Digest layer, long size, long read);

  /**
   * Something was not written to the registry, on purpose.
   *
   * @param image what was scanned
   * @param what what is missing there, and why
   */
  default void leftOut(String image, String what) {}

  /** A layer of {@code size} compressed bytes was known, so that nothing of it is read. */
  default void known(Digest layer, long size) {
    layer(layer, size, size);
  }
}
