package io.registrysidecar.image;

import io.registrysidecar.image.inflate.CompressedInput;
import io.registrysidecar.image.partial.ContentsRefused;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A layer that is a blob: tar, compressed or not.
 *
 * @param image the image as the user named it, for messages
 * @param descriptor the layer as the manifest lists it
 * @param diffId the digest of its uncompressed bytes, or null
 * @param blob opens its bytes
 * @param table a table of its contents that is kept beside it, or null
 */
record BlobLayer(
    String image,
    Descriptor descriptor,
    @Nullable Digest diffId,
    Blob blob,
    @Nullable BlobLayer table)
    implements Layer {

  /** A layer beside which nothing is kept. */
  BlobLayer(String image, Descriptor descriptor, @Nullable Digest diffId, Blob blob) {
    this(image, descriptor, diffId, blob, null);
  }

  /** The same, with a table of its contents that is kept beside it. */
  BlobLayer with(BlobLayer table) {
    return new BlobLayer(image, descriptor, diffId, blob, table);
  }

  @Override
  public LayerSummary read(LayerVisitor visitor, LayerContext context)
      throws ImageException, InterruptedException {
    if (context.byContents()) {
      Optional<LayerSummary> read = ByContents.read(this, visitor, context);
      if (read.isPresent()) {
        return read.get();
      }
    }
    return readWhole(visitor, context);
  }

  @Override
  public Digest vouchedBy() {
    return ByContents.vouchedBy(this);
  }

  private LayerSummary readWhole(LayerVisitor visitor, LayerContext context)
      throws ImageException, InterruptedException {
    NoteBook notes = new NoteBook(descriptor.digest());
    LayerFormat format = LayerFormat.of(descriptor.mediaType());
    if (format.refusal() != null) {
      notes.addPassing(format.refusal().code(), format.refusal().message(), null);
      return new LayerSummary(notes.notes(), false, 0, 0, 0);
    }
    try (InputStream bytes = TurnStream.<ImageException>open(blob::open, context.turn())) {
      CompressedInput input =
          new CompressedInput(bytes, descriptor.size(), context.progress(), context.nanoTime());
      BlobReading reading = new BlobReading(this, format, input, visitor, context, notes);
      reading.read();
      input.drain();
      return new LayerSummary(
          notes.notes(), notes.isLasting(), reading.entries(), input.total(), reading.plainBytes());
    } catch (ImageLimitExceeded e) {
      throw new ImageException(
          new ImageFailure.TooLarge(image, "layer " + descriptor.digest(), e.limit()), e);
    } catch (IOException e) {
      if (Failures.isInterruption(e)) {
        throw Failures.interrupted(e);
      }
      throw Failures.unreadable(e, "layer " + descriptor.digest(), image);
    }
  }

  /** Opens the bytes of a blob; the stream fails at its end when they are not those promised. */
  interface Blob {
    InputStream open() throws ImageException;

    /**
     * Opens some bytes from within, unverified.
     *
     * @throws ContentsRefused if they can only be had from the beginning
     */
    default InputStream open(long offset, long length) throws IOException {
      throw new ContentsRefused("it can only be read from its beginning");
    }
  }
}
