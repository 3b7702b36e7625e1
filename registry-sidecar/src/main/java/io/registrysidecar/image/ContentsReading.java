package io.registrysidecar.image;

import io.registrysidecar.image.partial.ChunkedContent;
import io.registrysidecar.image.partial.Contents;
import io.registrysidecar.image.partial.ContentsEntry;
import io.registrysidecar.image.partial.ContentsRefused;
import io.registrysidecar.image.partial.FetchPlan;
import io.registrysidecar.image.partial.FetchedFiles;
import io.registrysidecar.image.partial.Need;
import io.registrysidecar.image.partial.Parts;
import io.registrysidecar.image.partial.StoredContents;
import io.registrysidecar.image.tar.TarEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * One reading of a layer by its table of contents: the table is read once to learn what is wanted,
 * and once more to show its entries while the wanted parts of the blob are fetched.
 *
 * <p>Whatever goes wrong ends it with an exception. The layer is then read whole, which needs
 * nothing of what was shown, and says what is to be said of the layer.
 */
final class ContentsReading {

  private final Contents contents;
  private final CountedParts blob;
  private final LayerVisitor visitor;
  private final LayerContext context;
  private final NoteBook notes;

  /** A layer that is read whole in the end is charged then, and only once. */
  private final LayerContext uncharged;

  private final TarEntries entries;
  private final long start;

  ContentsReading(
      Contents contents, Parts parts, LayerVisitor visitor, LayerContext context, NoteBook notes) {
    this.contents = contents;
    this.blob = new CountedParts(parts, context.progress());
    this.visitor = visitor;
    this.context = context;
    this.notes = notes;
    this.uncharged = context.charging(ImageAllowance.unlimited());
    this.entries = new TarEntries(visitor, uncharged, notes);
    this.start = context.nanoTime().getAsLong();
  }

  /** Reads; gives what there is to be said about it. */
  LayerSummary read() throws IOException {
    StoredContents table = contents.fetch(blob, context.decompressors());
    Survey survey = new Survey(table.plan());
    table.read(survey);
    FetchPlan plan = survey.plan.build(table.payloadEnd());
    check(plan);
    long unpacked;
    try (FetchedFiles files =
        new FetchedFiles(
            plan,
            blob,
            table.unpacker(),
            context.nanoTime(),
            (waited, bytes) -> checkCost(waited, bytes, survey.plainBytes))) {
      table.read(new Showing(files));
      unpacked = files.unpacked();
    }
    charge(unpacked);
    notes.add(
        CoverageNote.READ_BY_CONTENTS,
        "the layer was read by its table of contents, because layers.partial allows it: "
            + blob.count()
            + " of its "
            + blob.size()
            + " bytes. A file that the table does not list was not seen, nor was the digest of the"
            + " layer verified",
        null);
    return new LayerSummary(
        notes.notes(), notes.isLasting(), entries.count(), blob.count(), unpacked);
  }

  private void check(FetchPlan plan) throws IOException {
    if (blob.count() + plan.bytes() > blob.size() / 2) {
      throw new ContentsRefused(
          "more than half of it would have to be fetched ("
              + (blob.count() + plan.bytes())
              + " bytes)");
    }
  }

  /**
   * A hostile file can make a detector read here and there in turns, and so have the same chunks
   * fetched and unpacked many times. That ends where the whole layer would have cost as much.
   */
  private void checkCost(long waited, long unpacked, long plainBytes) throws IOException {
    if (blob.count() > blob.size() || unpacked > plainBytes) {
      throw new ContentsRefused("reading it in part costs more than reading all of it");
    }
    checkTime(waited);
  }

  private void charge(long plainBytes) throws ImageLimitExceeded {
    for (long i = 0; i < entries.count(); i++) {
      context.allowance().takeEntry();
    }
    context.allowance().takeBytes(blob.count(), plainBytes);
  }

  private void checkTime(long waited) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException();
    }
    long worked = context.nanoTime().getAsLong() - start - waited;
    if (worked > context.limits().time().toNanos()) {
      throw new LayerLimitExceeded("reading it by its table of contents took too long");
    }
  }

  /** The first reading: what is wanted, without anybody being told that it is there. */
  private final class Survey implements ContentsEntry.Sink, LayerVisitor {
    private final FetchPlan.Builder plan;
    private final TarEntries foreseen =
        new TarEntries(this, uncharged, new NoteBook(notes.layer()));
    private Need need = Need.NOTHING;

    /** Of all files, wanted or not, and their headers. */
    private long plainBytes;

    Survey(FetchPlan.Builder plan) {
      this.plan = plan;
    }

    @Override
    public void entry(ContentsEntry entry) throws IOException {
      need = Need.NOTHING;
      checkTime(0);
      foreseen.visit(entry.header(), InputStream.nullInputStream());
      plan.add(entry, need);
      plainBytes += entry.header().size() + entry.headerBytes();
    }

    @Override
    public Want entry(LayerEntry entry) {
      if (entry.kind() == LayerEntry.Kind.FILE) {
        need =
            switch (visitor.foresee(entry)) {
              case NOTHING -> Need.NOTHING;
              case HEAD -> Need.HEAD;
              case RANDOM_ACCESS -> Need.ENDS;
              case STREAM -> Need.ALL;
            };
      }
      return Want.NOTHING;
    }

    @Override
    public Want foresee(LayerEntry entry) {
      return visitor.foresee(entry);
    }

    @Override
    public void file(LayerFile file) {
      throw new IllegalStateException("no content was asked for");
    }

    @Override
    public void restart() {
      throw new IllegalStateException("a survey is made once");
    }
  }

  /** The second reading. */
  private final class Showing implements ContentsEntry.Sink {
    private final FetchedFiles files;
    private long number;

    Showing(FetchedFiles files) {
      this.files = files;
    }

    @Override
    public void entry(ContentsEntry entry) throws IOException {
      TarEntry header = entry.header();
      ChunkedContent content = files.content(number++, header.size());
      if (entry.known() == null) {
        entries.visit(header, shown -> new FetchedFile(shown, content, context));
      } else {
        try (InputStream known = entry.known().open()) {
          entries.visit(header, known);
        }
      }
      files.check();
      checkTime(files.waited());
    }
  }
}
