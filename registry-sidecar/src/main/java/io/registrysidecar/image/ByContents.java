package io.registrysidecar.image;

import io.registrysidecar.image.partial.Contents;
import io.registrysidecar.image.partial.ContentsRefused;
import io.registrysidecar.image.partial.Parts;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether a layer is read by its table of contents, and goes back when that fails. */
final class ByContents {

  private static final Logger log = LoggerFactory.getLogger(ByContents.class);

  private ByContents() {}

  /** What vouches for a layer with such a descriptor. */
  static Digest vouchedBy(Descriptor descriptor) {
    try {
      return Contents.promised(descriptor.annotations())
          .map(Contents::digest)
          .orElse(descriptor.digest());
    } catch (ContentsRefused _) {
      // Nobody reads it by a table that its manifest does not properly promise.
      return descriptor.digest();
    }
  }

  /**
   * Reads a layer by its table of contents; empty when it has to be read whole, and the visitor
   * then knows that it is shown anew.
   */
  static Optional<LayerSummary> read(BlobLayer layer, LayerVisitor visitor, LayerContext context)
      throws InterruptedException {
    Descriptor descriptor = layer.descriptor();
    try {
      Optional<Contents> contents = Contents.promised(descriptor.annotations());
      if (contents.isEmpty()
          || LayerFormat.of(descriptor.mediaType()).compression() != contents.get().compression()) {
        return Optional.empty();
      }
      NoteBook notes = new NoteBook(descriptor.digest());
      Parts parts = new BlobParts(layer.blob(), descriptor.size(), context.turn());
      LayerSummary summary =
          new ContentsReading(contents.get(), parts, visitor, context, notes).read();
      log.atInfo()
          .addKeyValue("layer", descriptor.digest())
          .addKeyValue("bytes", descriptor.size())
          .addKeyValue("fetched", summary.compressedBytes())
          .log("layer read by its table of contents");
      return Optional.of(summary);
    } catch (IOException e) {
      if (Failures.isInterruption(e)) {
        throw Failures.interrupted(e);
      }
      log.atInfo()
          .addKeyValue("layer", descriptor.digest())
          .addKeyValue("cause", String.valueOf(e.getMessage()))
          .log("layer has a table of contents but is read whole");
      visitor.restart();
      return Optional.empty();
    }
  }

  private record BlobParts(BlobLayer.Blob blob, long size, Turn turn) implements Parts {
    @Override
    public InputStream open(long offset, long length) throws IOException {
      return TurnStream.open(() -> blob.open(offset, length), turn);
    }
  }
}
