package io.registrysidecar.image;

import java.io.IOException;

/** A file that holds something until it is closed. */
interface OpenFile extends LayerFile, AutoCloseable {

  @Override
  void close() throws IOException;
}
