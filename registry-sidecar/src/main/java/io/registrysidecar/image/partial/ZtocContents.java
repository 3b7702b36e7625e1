package io.registrysidecar.image.partial;

import io.registrysidecar.image.tar.TarEntry;
import java.io.IOException;
import java.util.List;

/**
 * A zTOC as a table of contents.
 *
 * @param table what was fetched, its digest verified
 */
record ZtocContents(Ztoc table) implements StoredContents {

  @Override
  public long payloadEnd() {
    return table.size();
  }

  @Override
  public FetchPlan.Builder plan() {
    return new FetchPlan.Builder(new Layout.Placed());
  }

  @Override
  public ChunkUnpacker unpacker() {
    return new SpanUnpacker(table.entries(), table.spans());
  }

  @Override
  public void read(ContentsEntry.Sink sink) throws IOException {
    ZtocEntries entries = table.entries();
    for (int i = 0; i < entries.count(); i++) {
      sink.entry(entry(i));
    }
    entries.checkEnd();
  }

  private ContentsEntry entry(int number) throws ContentsRefused {
    TarEntry header = table.entries().header(number);
    long start = table.entries().start(number);
    long content = table.entries().content(number);
    List<Chunk> chunks = List.of();
    long before = 0;
    if (header.size() > 0) {
      chunks = table.spans().covering(start, content + header.size());
      before = content - table.spans().plainStart(table.spans().numberAt(start));
    }
    return new ContentsEntry(header, chunks, content - start, before, null);
  }
}
