package io.registrysidecar.image;

import io.registrysidecar.image.partial.Contents;
import io.registrysidecar.image.partial.ContentsRefused;
import io.registrysidecar.image.partial.Parts;
import io.registrysidecar.image.partial.Soci;
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

  /** What vouches for a layer. */
  static Digest vouchedBy(BlobLayer layer) {
    try {
      return promised(layer).map(Contents::digest).orElse(layer.descriptor().digest());
    } catch (ContentsRefused _) {
      // Nobody reads it by a table that its manifest does not properly promise.
      return layer.descriptor().digest();
    }
  }

  /** The table that the layer's own descriptor promises, or else the one beside it. */
  private static Optional<Contents> promised(BlobLayer layer) throws ContentsRefused {
    BlobLayer table = layer.table();
    return Contents.promised(layer.descriptor().annotations())
        .or(() ->
            Optional.ofNullable(table)
                .map(it -> new Soci(it.descriptor().digest(), it.descriptor().size())));
  }

  /**
   * Reads a layer by its table of contents; empty when it has to be read whole, and the visitor
   * then knows that it is shown anew.
   */
  static Optional<LayerSummary> read(BlobLayer layer, LayerVisitor visitor, LayerContext context)
      throws InterruptedException {
    Descriptor descriptor = layer.descriptor();
    try {
      Optional<Contents> contents = promised(layer);
      if (contents.isEmpty()
          || LayerFormat.of(descriptor.mediaType()).compression() != contents.get().compression()) {
        return Optional.empty();
      }
      NoteBook notes = new NoteBook(descriptor.digest());
      Parts parts = new BlobParts(layer, context.turn());
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

  private record BlobParts(BlobLayer layer, Turn turn) implements Parts {

    @Override
    public long size() {
      return layer.descriptor().size();
    }

    @Override
    public InputStream open(long offset, long length) throws IOException {
      return TurnStream.open(() -> layer.blob().open(offset, length), turn);
    }

    @Override
    public InputStream openTable() throws IOException {
      BlobLayer table = layer.table();
      if (table == null) {
        throw new ContentsRefused("no table of contents is kept beside it");
      }
      return TurnStream.open(() -> table.blob().open(0, table.descriptor().size()), turn);
    }
  }
}
