package io.registrysidecar.image;

import io.registrysidecar.image.LayerEntry.Kind;
import io.registrysidecar.image.tar.TarEntry;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a tar stream says about its entries into what it means for the layer, and shows it to
 * the visitor. Nothing that an entry says can lead out of the layer.
 */
final class TarEntries {

  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  /** Other names of this kind are the bookkeeping of a union file system, not files. */
  private static final String RESERVED = ".wh..wh.";

  private final LayerVisitor visitor;
  private final LayerContext context;
  private final NoteBook notes;
  private long count;

  TarEntries(LayerVisitor visitor, LayerContext context, NoteBook notes) {
    this.visitor = visitor;
    this.context = context;
    this.notes = notes;
  }

  long count() {
    return count;
  }

  /**
   * Shows one entry.
   *
   * @param content of the entry if it is a file; passes once
   * @throws LayerLimitExceeded if the layer has too many entries
   * @throws IOException as {@code content} throws it
   */
  void visit(TarEntry raw, InputStream content) throws IOException {
    visit(raw, entry -> new PassingFile(entry, content, context));
  }

  /**
   * Shows one entry.
   *
   * @param opening of the entry if it is a file whose content is wanted
   * @throws LayerLimitExceeded if the layer has too many entries
   * @throws IOException as reading the file throws it
   */
  void visit(TarEntry raw, Opening opening) throws IOException {
    if (++count > context.limits().entries()) {
      throw new LayerLimitExceeded(
          "it has more than " + context.limits().entries() + " entries (layers.entries)");
    }
    context.allowance().takeEntry();
    TarPath path = path(raw.name());
    if (path == null || path.equals(TarPath.ROOT)) {
      return;
    }
    LayerEntry entry = entry(raw, path);
    if (entry == null) {
      return;
    }
    Want want = visitor.entry(entry);
    if (entry.kind() == Kind.FILE && want.readsContent()) {
      showContent(entry, opening);
    }
  }

  private void showContent(LayerEntry entry, Opening opening) throws IOException {
    try (OpenFile file = opening.open(entry)) {
      visitor.file(file);
    } catch (FileLimitExceeded e) {
      notes.addPassing(
          "file-limit", "the file was not read: " + e.getMessage(), entry.path().value());
    }
  }

  private @Nullable LayerEntry entry(TarEntry raw, TarPath path) {
    String name = path.fileName();
    if (!name.startsWith(WHITEOUT)) {
      return isReserved(path.parent()) ? null : existing(raw, path);
    }
    if (name.equals(OPAQUE)) {
      return new LayerEntry(path.parent(), Kind.OPAQUE, 0, 0, null);
    }
    String hidden = name.substring(WHITEOUT.length());
    if (name.startsWith(RESERVED)
        || hidden.isEmpty()
        || hidden.equals(".")
        || hidden.equals("..")) {
      return null;
    }
    return new LayerEntry(path.parent().child(hidden), Kind.WHITEOUT, 0, 0, null);
  }

  private static LayerEntry existing(TarEntry raw, TarPath path) {
    Kind kind = kind(raw.type());
    String target =
        switch (kind) {
          case HARD_LINK -> TarPath.of(NameDecoder.decode(raw.link())).value();
          case SYMBOLIC_LINK -> NameDecoder.decode(raw.link());
          default -> null;
        };
    return new LayerEntry(path, kind, raw.size(), raw.mode(), target);
  }

  private static Kind kind(TarEntry.Type type) {
    return switch (type) {
      case FILE -> Kind.FILE;
      case HARD_LINK -> Kind.HARD_LINK;
      case SYMBOLIC_LINK -> Kind.SYMBOLIC_LINK;
      case DIRECTORY -> Kind.DIRECTORY;
      case OTHER -> Kind.SPECIAL;
    };
  }

  private static boolean isReserved(TarPath directory) {
    return directory.value().contains(RESERVED)
        && ("/" + directory.value()).contains("/" + RESERVED);
  }

  /** Where an entry is, or null when it is left out. */
  private @Nullable TarPath path(byte[] name) {
    LayerLimits limits = context.limits();
    if (name.length > limits.pathBytes()) {
      notes.addPassing(
          "path-limit",
          "an entry was left out: its path has more than "
              + limits.pathBytes()
              + " bytes (layers.path-bytes)",
          null);
      return null;
    }
    String text = NameDecoder.decode(name);
    if (text.indexOf(0) >= 0) {
      notes.add("path-malformed", "an entry was left out: its path has a NUL", null);
      return null;
    }
    PathSegments segments = PathSegments.of(text);
    if (segments.escapes()) {
      notes.add(
          "path-escapes",
          "the path of an entry leads out of the image; it was taken to end at the root",
          segments.path().value());
    }
    if (segments.path().depth() > limits.pathDepth()) {
      notes.addPassing(
          "path-limit",
          "an entry was left out: its path has more than "
              + limits.pathDepth()
              + " segments (layers.path-depth)",
          null);
      return null;
    }
    return segments.path();
  }

  /** Opens a file whose content is wanted. */
  interface Opening {
    OpenFile open(LayerEntry entry) throws IOException;
  }
}
