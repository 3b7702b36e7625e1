package io.registrysidecar.image.inflate;

import java.util.function.Consumer;

/** Undoes one kind of compression. Without state; may be used by several threads at once. */
public interface Decompressor {

  /** What it is and who does it, for people: {@code gzip (JDK)}. */
  String name();

  /**
   * Begins to decompress.
   *
   * <p>All members or frames of the input are read. What a tolerant decoder passes over is told to
   * {@code remarks} as the end of a sentence that names the layer; what it cannot pass over is a
   * {@link CorruptStream}.
   */
  Windows open(CompressedInput input, Consumer<String> remarks);
}
