package io.registrysidecar.intake;

import io.registrysidecar.store.Inbox;
import io.registrysidecar.store.Page;
import io.registrysidecar.store.PageRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** An inbox that can do nothing; subclasses do what their test needs. */
abstract class InboxStub implements Inbox {

  @Override
  public int append(List<? extends Arrival> batch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<AcceptedEvent> undispatched(int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long backlog() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void dispatched(Collection<Long> sequences, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void bury(long sequence, String reason, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long countDeadLetters() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<DeadLetter> deadLetters(PageRequest page) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Opened> open(long sequence) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean dropDeadLetter(long sequence) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int dropDeadLetters() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int prune(Instant before, int mostKept) {
    throw new UnsupportedOperationException();
  }
}
