package io.registrysidecar.image;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A directory tree as a layer. Nothing in it is a whiteout, whatever its name.
 *
 * @param image the image as the user named it, for messages
 * @param root the directory
 * @param descriptor made up by the source
 * @param diffId made up by the source; not compared with anything
 */
record RootfsLayer(String image, Path root, Descriptor descriptor, @Nullable Digest diffId)
    implements Layer {

  @Override
  public LayerSummary read(LayerVisitor visitor, LayerContext context)
      throws ImageException, InterruptedException {
    NoteBook notes = new NoteBook(descriptor.digest());
    Reading reading = new Reading(visitor, context, notes);
    try {
      RootfsWalk.walk(root, reading);
    } catch (LayerLimitExceeded e) {
      notes.addPassing("layer-limit", "the rest was not read: " + e.getMessage(), null);
    } catch (ImageLimitExceeded e) {
      throw new ImageException(new ImageFailure.TooLarge(image, "directory " + root, e.limit()), e);
    } catch (IOException e) {
      if (Failures.isInterruption(e)) {
        throw Failures.interrupted(e);
      }
      throw Failures.unreadable(e, "directory " + root, image);
    }
    return new LayerSummary(notes.notes(), false, reading.entries, 0, reading.bytes);
  }

  private static final class Reading implements RootfsWalk.Visitor {
    private final LayerVisitor visitor;
    private final LayerContext context;
    private final NoteBook notes;
    private final long start;
    private long entries;
    private long bytes;
    private long waited;

    Reading(LayerVisitor visitor, LayerContext context, NoteBook notes) {
      this.visitor = visitor;
      this.context = context;
      this.notes = notes;
      this.start = context.nanoTime().getAsLong();
    }

    @Override
    public void entry(Path file, TarPath path, FileStat stat) throws IOException {
      LayerLimits limits = context.limits();
      letOthersGoFirst();
      context.allowance().takeEntry();
      if (++entries > limits.entries()) {
        throw new LayerLimitExceeded(
            "it has more than " + limits.entries() + " files (layers.entries)");
      }
      limits.checkTime(context.nanoTime().getAsLong() - start - waited);
      long size = stat.kind() == LayerEntry.Kind.FILE ? stat.size() : 0;
      LayerEntry entry =
          new LayerEntry(path, stat.kind(), size, stat.mode(), target(file, path, stat));
      if (visitor.entry(entry).readsContent() && stat.kind() == LayerEntry.Kind.FILE) {
        bytes += size;
        showContent(file, entry);
      }
    }

    /** What a symbolic link says; null for everything else, and when it is gone meanwhile. */
    private @Nullable String target(Path file, TarPath path, FileStat stat) {
      if (stat.kind() != LayerEntry.Kind.SYMBOLIC_LINK) {
        return null;
      }
      try {
        return Files.readSymbolicLink(file).toString();
      } catch (IOException e) {
        unreadable(path, e);
        return null;
      }
    }

    @Override
    public void unreadable(TarPath path, IOException cause) {
      notes.addPassing(
          "file-unreadable",
          "it could not be looked at: " + cause.getClass().getSimpleName(),
          path.value());
    }

    private void letOthersGoFirst() throws InterruptedIOException {
      long before = context.nanoTime().getAsLong();
      try {
        context.turn().share();
      } catch (InterruptedException e) {
        throw Failures.interrupted(e);
      }
      waited += context.nanoTime().getAsLong() - before;
    }

    private void showContent(Path path, LayerEntry entry) throws IOException {
      try (StandingFile file = new StandingFile(entry, path, context)) {
        visitor.file(file);
      } catch (FileLimitExceeded e) {
        notes.addPassing(
            "file-limit", "the file was not read: " + e.getMessage(), entry.path().value());
      } catch (IOException e) {
        if (Failures.isInterruption(e)) {
          throw e;
        }
        unreadable(entry.path(), e);
      }
    }
  }
}
