package io.registrysidecar.scan;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/** Work that is done on another thread while this one waits. */
final class Handover<T> extends FutureTask<T> {

  private final Runnable whenDone;

  private Handover(Callable<T> work, Runnable whenDone) {
    super(work);
    this.whenDone = whenDone;
  }

  /**
   * Hands work over and waits for what comes of it.
   *
   * @param failure how the work may fail
   * @param whenDone run once, when the work has ended or nobody waits for it any more
   * @throws InterruptedException if interrupted while waiting, or if {@code threads} are closed;
   *     the work is then interrupted, too
   */
  static <T, E extends Exception> T call(
      Executor threads, Class<E> failure, Runnable whenDone, Callable<T> work)
      throws E, InterruptedException {
    Handover<T> task = new Handover<>(work, whenDone);
    try {
      threads.execute(task);
      return task.get();
    } catch (InterruptedException e) {
      task.cancel(true);
      throw e;
    } catch (CancellationException | RejectedExecutionException e) {
      task.cancel(false);
      throw new InterruptedException("the program stops");
    } catch (ExecutionException e) {
      if (failure.isInstance(e.getCause())) {
        throw failure.cast(e.getCause());
      }
      throw unexpected(e);
    }
  }

  @Override
  protected void done() {
    whenDone.run();
  }

  private static RuntimeException unexpected(ExecutionException wrapper)
      throws InterruptedException {
    if (wrapper.getCause() instanceof InterruptedException
        || wrapper.getCause() instanceof CancellationException) {
      throw new InterruptedException("the program stops");
    }
    return wrapper.getCause() instanceof RuntimeException cause
        ? cause
        : new IllegalStateException(wrapper);
  }
}
