package io.registrysidecar.intake;

import static io.registrysidecar.store.Samples.APP;
import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.digest;

import io.registrysidecar.intake.PushEvent.Action;
import io.registrysidecar.job.DurableJobs;
import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobQueue;
import io.registrysidecar.job.JobSettings;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.store.Inbox;
import io.registrysidecar.store.JobFilter;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.StoredJob;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A dispatcher over a real store, and events to give it. */
abstract class DispatcherBench {

  private static final ScanJobs SCANS =
      (registry, repository, manifest, priority, wish) ->
          new Job("scan", registry, repository, manifest, wish == null ? "g" : wish, priority, "");

  @TempDir Path directory;
  SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(directory, NOON);
  }

  @AfterEach
  void close() {
    store.close();
  }

  void accept(String... payloads) {
    for (String payload : payloads) {
      String id = payload.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
      store.inbox().append(List.of(new Inbox.Event("main", id, NOON, payload)));
    }
  }

  void dispatch() throws InterruptedException {
    dispatch(store.inbox(), queue());
  }

  void dispatch(Inbox inbox, JobQueue queue) throws InterruptedException {
    try (Dispatcher dispatcher = dispatcher(inbox, queue)) {
      dispatcher.dispatchAll();
    }
  }

  Dispatcher dispatcher(Inbox inbox, JobQueue queue) {
    return new Dispatcher(
        Set.of("main"),
        new LoopFilter("registry-sidecar/", Set.of()),
        inbox,
        store.images(),
        store.publications(),
        store.audit(),
        queue,
        SCANS,
        () -> NOON);
  }

  DurableJobs queue() {
    return new DurableJobs(
        store.jobs(), store.dataSource(), JobSettings.DEFAULT, () -> NOON, new SplittableRandom());
  }

  List<String> jobs() {
    return store.jobs().list(JobFilter.ALL, PageRequest.first(1000)).items().stream()
        .map(StoredJob::id)
        .toList();
  }

  static String push(String id, @Nullable String tag, @Nullable Digest digest) {
    return event(id, Action.PUSH, tag, digest);
  }

  static String event(String id, Action action, @Nullable String tag, @Nullable Digest digest) {
    return event(id, action, tag, digest, null);
  }

  // The checker does not see, in a compiled class, that a nested type is nullable.
  @SuppressWarnings("NullAway")
  static String event(
      String id,
      Action action,
      @Nullable String tag,
      @Nullable Digest digest,
      @Nullable ManifestHint manifest) {
    return EventCodec.write(
        new PushEvent(
            id,
            null,
            action,
            APP,
            tag == null ? null : new ManifestKey.Tag(tag),
            digest,
            null,
            null,
            null,
            manifest));
  }
}
