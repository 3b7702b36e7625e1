package io.registrysidecar.inventory.program;

import java.io.IOException;

/** Sees the bytes of a program that somebody else reads, from the first to the last, in pieces. */
interface Tap {

  /**
   * Some bytes pass.
   *
   * @param buffer holds them
   * @param from where they begin in {@code buffer}
   * @param count how many there are
   * @param position where the first of them stands in the file
   */
  void pass(byte[] buffer, int from, int count, long position) throws IOException;
}
