package io.registrysidecar.image;

import io.registrysidecar.image.inflate.CompressedInput;
import io.registrysidecar.image.inflate.Compression;
import io.registrysidecar.image.inflate.CorruptStream;
import io.registrysidecar.image.inflate.Decompressor;
import io.registrysidecar.image.inflate.Windows;
import io.registrysidecar.image.tar.TarEntry;
import io.registrysidecar.image.tar.TarReader;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the bytes of one layer: decompression, tar, visitor.
 *
 * <p>Bytes that cannot be fetched end it with an exception. Bytes that are wrong end it with a
 * note: they are what the layer's digest promises, and reading them again changes nothing.
 */
final class BlobReading {

  private final BlobLayer layer;
  private final LayerFormat format;
  private final CompressedInput input;
  private final LayerContext context;
  private final NoteBook notes;
  private final TarEntries entries;
  private long plainBytes;

  BlobReading(
      BlobLayer layer,
      LayerFormat format,
      CompressedInput input,
      LayerVisitor visitor,
      LayerContext context,
      NoteBook notes) {
    this.layer = layer;
    this.format = format;
    this.input = input;
    this.context = context;
    this.notes = notes;
    this.entries = new TarEntries(visitor, context, notes);
  }

  void read() throws IOException {
    Compression compression = Compression.of(input.head(Compression.MAGIC));
    Decompressor decompressor = context.decompressors().of(compression);
    if (decompressor == null) {
      notes.add(
          "layer-compression-unknown",
          "the layer is compressed with " + compression + " and was not read",
          null);
      return;
    }
    if (compression != format.compression()) {
      notes.addPassing(
          "layer-type-wrong",
          "the manifest says that the layer is "
              + format.compression()
              + ", but it is "
              + compression
              + "; it was read as what it is, and some runtimes will refuse it",
          null);
    }
    try (Windows windows = decompressor.open(input, this::remark)) {
      read(windows);
    } catch (CorruptStream e) {
      notes.add("layer-corrupt", "the layer could not be read to its end: " + e.getMessage(), null);
    } catch (LayerLimitExceeded e) {
      notes.addPassing("layer-limit", "the layer was not read to its end: " + e.getMessage(), null);
    }
  }

  long entries() {
    return entries.count();
  }

  long plainBytes() {
    return plainBytes;
  }

  private void read(Windows windows) throws IOException {
    MessageDigest hash = hash(layer.diffId());
    MeteredWindows metered = new MeteredWindows(windows, input, context, hash);
    try {
      TarReader tar = new TarReader(metered);
      for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
        entries.visit(entry, tar.content());
      }
      drain(metered);
    } finally {
      plainBytes = metered.total();
    }
    compareDiffId(layer.diffId(), hash);
  }

  private @Nullable MessageDigest hash(@Nullable Digest diffId) {
    return diffId == null || !context.limits().checkDiffId()
        ? null
        : diffId.algorithm().newMessageDigest();
  }

  private void compareDiffId(@Nullable Digest diffId, @Nullable MessageDigest hash) {
    if (diffId != null && hash != null) {
      Digest actual = Digest.of(diffId.algorithm(), hash.digest());
      if (!actual.equals(diffId)) {
        notes.addPassing(
            "layer-diff-id-wrong",
            "the configuration promises that the layer unpacks to "
                + diffId
                + ", but it unpacks to "
                + actual
                + "; runtimes will refuse it",
            null);
      }
    }
  }

  private void remark(String remark) {
    notes.add("layer-trailing-bytes", remark, null);
  }

  /** What follows the end of the tar stream is padding to everybody, but must be sound. */
  private static void drain(Windows windows) throws IOException {
    ByteBuffer window = windows.next();
    while (window.hasRemaining()) {
      window = windows.next();
    }
  }
}
