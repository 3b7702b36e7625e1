package io.registrysidecar.intake;

import static io.registrysidecar.store.Samples.APP;
import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobQueue;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.Inbox;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whenever the power fails, each event leads to what it leads to once. */
class DispatcherCrashTest extends DispatcherBench {

  @Test
  void afterACrashBetweenCommitAndDispatchTheEventIsDispatched() throws InterruptedException {
    accept(push("1", "v1", digest("a")));
    reopen();
    dispatch();

    assertThat(jobs()).hasSize(1);
  }

  @Test
  void afterACrashBetweenHearingAndQueueingTheJobIsQueued() throws InterruptedException {
    accept(push("1", "v1", digest("a")));
    assertThatThrownBy(() -> dispatch(store.inbox(), new CrashingQueue()))
        .isInstanceOf(Crash.class);
    reopen();
    dispatch();

    assertThat(jobs()).hasSize(1);
    assertThat(store.images().tagHistory("main", APP, "v1", 10)).hasSize(1);
  }

  @Test
  void afterACrashBetweenQueueingAndNotingItTheJobIsStillOne() throws InterruptedException {
    accept(push("1", "v1", digest("a")), push("2", "v2", null));
    assertThatThrownBy(() -> dispatch(new CrashingInbox(store.inbox()), queue()))
        .isInstanceOf(Crash.class);
    assertThat(jobs()).hasSize(2);
    reopen();
    dispatch();

    assertThat(jobs()).hasSize(2);
    assertThat(store.inbox().backlog()).isZero();
  }

  private void reopen() {
    store.close();
    store = SqliteStore.open(directory, NOON);
  }

  /** The power fails. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class CrashingQueue implements JobQueue {
    @Override
    public int enqueueAll(List<Job> jobs) {
      throw new Crash();
    }

    @Override
    public boolean enqueueLater(Job job, Instant due) {
      throw new Crash();
    }

    @Override
    public int dropAll(String registry, RepositoryName repository, ManifestKey reference) {
      throw new Crash();
    }
  }

  private static final class CrashingInbox extends InboxStub {
    private final Inbox inbox;

    CrashingInbox(Inbox inbox) {
      this.inbox = inbox;
    }

    @Override
    public List<AcceptedEvent> undispatched(int limit) {
      return inbox.undispatched(limit);
    }

    @Override
    public void dispatched(Collection<Long> sequences, Instant at) {
      throw new Crash();
    }
  }
}
