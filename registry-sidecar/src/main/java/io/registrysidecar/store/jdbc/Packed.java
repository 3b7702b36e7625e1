package io.registrysidecar.store.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** How large content lies in a column: compressed, because nearly all of it is JSON. */
final class Packed {

  private static final int BUFFER = 8 << 10;

  private Packed() {}

  static byte[] pack(byte[] content) {
    var packed = new ByteArrayOutputStream(content.length / 4 + 64);
    try (var gzip = new Fast(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("compress in memory", e);
    }
    return packed.toByteArray();
  }

  /** The content of {@code packed}, which this class has packed. */
  static byte[] unpack(byte[] packed) {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed), BUFFER)) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("decompress a stored value: the database is damaged", e);
    }
  }

  /** The usual level takes two to three times as long, for a quarter fewer bytes. */
  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
