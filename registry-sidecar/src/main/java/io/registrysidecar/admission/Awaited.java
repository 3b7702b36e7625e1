package io.registrysidecar.admission;

import io.registrysidecar.store.ImageKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Who waits for news of an image. The first who waits does something about it; the others only
 * wait.
 */
final class Awaited {

  /** Counted only within {@code compute} of its image. */
  private static final class News {
    private final CompletableFuture<Void> heard = new CompletableFuture<>();
    private int waiting;
  }

  private final ConcurrentMap<ImageKey, News> awaited = new ConcurrentHashMap<>();

  /**
   * Begins to listen. To be called before it is looked whether the news is there already, since
   * what comes between looking and listening would be missed.
   */
  Place join(ImageKey image) {
    boolean[] first = new boolean[1];
    News joined =
        awaited.compute(
            image,
            (_, known) -> {
              News news = known == null ? new News() : known;
              first[0] = news.waiting++ == 0;
              return news;
            });
    return new Place(image, joined, first[0]);
  }

  /** Wakes everybody who waits for news of an image. */
  void heard(ImageKey image) {
    News news = awaited.remove(image);
    if (news != null) {
      news.heard.complete(null);
    }
  }

  private void leave(Place place) {
    awaited.computeIfPresent(
        place.image, (_, news) -> news == place.news && --news.waiting == 0 ? null : news);
  }

  /** A place among those who wait for the same news. */
  final class Place implements AutoCloseable {

    private final ImageKey image;
    private final News news;
    private final boolean first;

    private Place(ImageKey image, News news, boolean first) {
      this.image = image;
      this.news = news;
      this.first = first;
    }

    /** Whether nobody waited before. */
    boolean isFirst() {
      return first;
    }

    /** Waits; false when the time has passed without news. */
    boolean await(Deadline deadline) throws InterruptedException {
      try {
        news.heard.get(deadline.left(), TimeUnit.NANOSECONDS);
        return true;
      } catch (TimeoutException _) {
        return false;
      } catch (ExecutionException e) {
        throw new IllegalStateException("unreachable: it ends with nothing but news", e);
      }
    }

    @Override
    public void close() {
      leave(this);
    }
  }
}
