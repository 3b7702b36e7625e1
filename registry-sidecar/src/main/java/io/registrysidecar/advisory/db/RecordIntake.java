package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.CveFacts;
import io.registrysidecar.advisory.db.ImportResult.Rejected;
import io.registrysidecar.advisory.feed.Enrichment;
import io.registrysidecar.advisory.feed.FeedLimits;
import io.registrysidecar.advisory.feed.MalformedRecord;
import io.registrysidecar.advisory.feed.OsvParser;
import io.registrysidecar.advisory.feed.OsvRecord;
import io.registrysidecar.advisory.feed.RawRecord;
import io.registrysidecar.advisory.feed.RecordSink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Takes records as one thread reads them, and has others parse and compile them.
 *
 * <p>Shared is only the outcome, guarded by this object's lock: staged records, what is known
 * beside them, rejected ones and counts. Records travel in batches; so many batches may be under
 * way, then the reader waits: memory stays bounded whatever the size of a feed. The order in which
 * batches finish does not matter, because the content of a database does not depend on the order of
 * its records.
 */
final class RecordIntake implements RecordSink, AutoCloseable {

  private static final int BATCH_BYTES = 1 << 20;
  private static final int EXAMPLES = 100;

  private final OsvParser parser = new OsvParser(FeedLimits.DEFAULT);
  private final RecordCompiler compiler = new RecordCompiler();
  private final ImportProgress progress;
  private final ExecutorService workers;
  private final Semaphore places;
  private final List<Future<?>> batches = new ArrayList<>();
  private List<RawRecord> batch = new ArrayList<>();
  private int batchBytes;
  private long read;

  private final List<StagedRecord> staged = new ArrayList<>();
  private final Beside beside = new Beside();
  private final List<Rejected> examples = new ArrayList<>();
  private long rejected;

  RecordIntake(int threads, ImportProgress progress) {
    this.progress = progress;
    this.workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("import-", 0).daemon().factory());
    this.places = new Semaphore(threads * 4);
  }

  @Override
  public void record(RawRecord record) throws IOException {
    read++;
    batch.add(record);
    batchBytes += record.size();
    if (batchBytes >= BATCH_BYTES) {
      submit();
    }
  }

  @Override
  public void advisory(OsvRecord record) {
    read++;
    StagedRecord compiled = compiler.compile(record);
    synchronized (this) {
      staged.add(compiled);
    }
  }

  @Override
  public synchronized void enrichment(Enrichment entry) {
    beside.add(entry);
  }

  @Override
  public void rejected(MalformedRecord record) {
    read++;
    reject(record);
  }

  @Override
  public void fileDone(String name) {
    progress.fileRead(name, read);
  }

  /** Everything that was read, once all of it is compiled. */
  List<StagedRecord> finish() throws IOException {
    submit();
    for (Future<?> done : batches) {
      try {
        done.get();
      } catch (InterruptedException e) {
        throw interrupted();
      } catch (ExecutionException e) {
        throw new IllegalStateException("compile advisories", e.getCause());
      }
    }
    synchronized (this) {
      return List.copyOf(staged);
    }
  }

  /** What was read beside records; complete after {@link #finish}. */
  synchronized Beside beside() {
    return beside;
  }

  long read() {
    return read;
  }

  synchronized long rejectedCount() {
    return rejected;
  }

  synchronized List<Rejected> examples() {
    return List.copyOf(examples);
  }

  /** Stops the workers; what they have not begun is dropped. */
  @Override
  public void close() {
    workers.shutdownNow();
  }

  private void submit() throws IOException {
    List<RawRecord> full = batch;
    batch = new ArrayList<>();
    batchBytes = 0;
    try {
      places.acquire();
    } catch (InterruptedException e) {
      throw interrupted();
    }
    batches.add(
        workers.submit(() -> {
          try {
            compile(full);
          } finally {
            places.release();
          }
        }));
  }

  private void compile(List<RawRecord> records) {
    List<StagedRecord> compiled = new ArrayList<>(records.size());
    for (RawRecord record : records) {
      try {
        switch (parser.parse(record)) {
          case OsvRecord advisory -> compiled.add(compiler.compile(advisory));
          case Enrichment.States states ->
              compiled.add(compiler.compile(ProductStates.record(states)));
          case Enrichment.Vectors(String cve, List<String> vectors) -> rate(cve, vectors);
          case Enrichment other -> enrichment(other);
        }
      } catch (MalformedRecord e) {
        reject(e);
      }
    }
    synchronized (this) {
      staged.addAll(compiled);
    }
  }

  private void rate(String cve, List<String> vectors) {
    CveFacts facts = new CveFacts(compiler.cvss(vectors.stream()), null, null);
    if (!facts.equals(CveFacts.NONE)) {
      synchronized (this) {
        beside.add(cve, facts);
      }
    }
  }

  private synchronized void reject(MalformedRecord record) {
    rejected++;
    if (examples.size() < EXAMPLES) {
      examples.add(new Rejected(record.id(), record.reason()));
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("the import was stopped");
  }
}
