package io.registrysidecar.admission;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/*
 * How an answer comes about
 *
 * A reference leads to a digest (Resolver), a digest to what is known of it (VerdictCache, over the state), and that to an
 * answer (Answering). For images that are known, both are in memory.
 *
 * Where there is no verdict yet, the first who asks has the image scanned before others, and all who ask wait for news of it
 * until their own deadline. News comes from whoever writes the state (Admission hears it): first the cache forgets, then those
 * who wait are woken, and look again. A place to wait is taken before looking, so that no news falls in between.
 *
 * Only so many may wait at the same time, so that a crowd that asks for images that nobody knows does not keep others from
 * their answers. Who comes then is answered as if the deadline had passed; but of an image that nobody has told of, that
 * nothing could be found out. Its time of grace begins when its scan is wished, and must not begin again with each question.
 */
/** Decides which images may run. */
final class Decisions {

  private static final String CROWDED =
      "nothing is known of it, and too many questions about unknown images wait already";

  private final Names names;
  private final Resolver resolver;
  private final VerdictCache verdicts;
  private final Answering answering;
  private final ScanWish scans;
  private final InstantSource clock;
  private final Semaphore waiting;
  private final DecisionListener listener;
  private final Awaited awaited = new Awaited();

  Decisions(
      Names names,
      Resolver resolver,
      VerdictCache verdicts,
      Answering answering,
      ScanWish scans,
      InstantSource clock,
      int mostWaiting,
      DecisionListener listener) {
    this.listener = listener;
    this.names = names;
    this.resolver = resolver;
    this.verdicts = verdicts;
    this.answering = answering;
    this.scans = scans;
    this.clock = clock;
    this.waiting = new Semaphore(mostWaiting);
  }

  /** Something about an image has changed in the state. */
  void changed(ImageKey image) {
    verdicts.changed(image);
    awaited.heard(image);
  }

  /** Decides about many images at the same time; each that is asked for has an answer. */
  Map<Wanted, ImageAnswer> decide(Collection<Wanted> images, Asking asking)
      throws InterruptedException {
    List<Wanted> distinct = List.copyOf(new LinkedHashSet<>(images));
    Map<Wanted, ImageAnswer> answers = new LinkedHashMap<>();
    if (distinct.size() == 1) {
      answers.put(distinct.getFirst(), decide(distinct.getFirst(), asking));
      return answers;
    }
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ImageAnswer>> futures = new ArrayList<>();
      for (Wanted wanted : distinct) {
        futures.add(each.submit(() -> decide(wanted, asking)));
      }
      for (int i = 0; i < distinct.size(); i++) {
        answers.put(distinct.get(i), futures.get(i).get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("deciding about an image failed", e);
    }
    return answers;
  }

  /** Decides about one image. */
  ImageAnswer decide(Wanted wanted, Asking asking) throws InterruptedException {
    long begin = System.nanoTime();
    ImageAnswer answer = answer(wanted, asking);
    listener.decided(
        Decided.of(wanted, asking, answer, Duration.ofNanos(System.nanoTime() - begin)));
    return answer;
  }

  private ImageAnswer answer(Wanted wanted, Asking asking) throws InterruptedException {
    String image = wanted.image();
    return switch (names.of(wanted)) {
      case Named.Exempt(String why) -> answering.exempt(image, why);
      case Named.Malformed(String why) -> answering.malformed(image, why);
      case Named.Foreign(String why) -> answering.foreign(image, why);
      case Named.Ours(Target target) -> ours(image, target, asking);
    };
  }

  /** What a reference becomes when its tag is replaced. */
  Pin pin(Wanted wanted, Deadline deadline) throws InterruptedException {
    if (names.of(wanted) instanceof Named.Ours(Target target)
        && target.key() instanceof ManifestKey.Tag) {
      return switch (resolver.resolve(target, deadline)) {
        case Resolution.Found(Digest digest) -> new Pin.To(target.pinned(digest));
        case Resolution.Missing() -> new Pin.Failed(target.absent());
        case Resolution.Failed(String why) -> new Pin.Failed(why);
      };
    }
    return new Pin.AsItIs();
  }

  private ImageAnswer ours(String image, Target target, Asking asking) throws InterruptedException {
    try {
      if (target.key() instanceof ManifestKey.ByDigest(Digest digest)) {
        Optional<ImageAnswer> settled =
            settled(image, target, digest, verdicts.of(target.at(digest)));
        if (settled.isPresent()) {
          return settled.get();
        }
      }
      // Whether there is such an image at all, only the registry can say.
      return switch (resolver.resolve(target, asking.deadline())) {
        case Resolution.Found(Digest digest) -> resolved(image, target, digest, asking);
        case Resolution.Missing() -> answering.missing(image, target);
        case Resolution.Failed(String why) -> answering.failed(image, target, null, why);
      };
    } catch (StoreException e) {
      return answering.failed(image, target, null, "the state cannot be read: " + e.getMessage());
    }
  }

  private ImageAnswer resolved(String image, Target target, Digest digest, Asking asking)
      throws InterruptedException {
    Knowledge known = verdicts.of(target.at(digest));
    if (!isSettled(known) && !asking.dryRun()) {
      if (waiting.tryAcquire()) {
        try {
          known = await(target.at(digest), asking.deadline());
        } finally {
          waiting.release();
        }
      } else if (known instanceof Knowledge.Unheard) {
        // Nobody has noted when its time of grace began.
        return answering.failed(image, target, digest, CROWDED);
      }
    }
    Instant since = known instanceof Knowledge.Pending(Instant at) ? at : clock.instant();
    return settled(image, target, digest, known)
        .orElseGet(() -> answering.pending(image, target, digest, since));
  }

  private Knowledge await(ImageKey image, Deadline deadline) throws InterruptedException {
    boolean wished = false;
    while (true) {
      try (Awaited.Place place = awaited.join(image)) {
        Knowledge known = verdicts.of(image);
        if (isSettled(known)) {
          return known;
        }
        if (place.isFirst() && !wished) {
          scans.wish(image);
          wished = true;
        }
        if (!place.await(deadline)) {
          return known;
        }
      }
    }
  }

  private static boolean isSettled(Knowledge known) {
    return known instanceof Knowledge.Judged || known instanceof Knowledge.Unscannable;
  }

  private Optional<ImageAnswer> settled(
      String image, Target target, Digest digest, Knowledge known) {
    return switch (known) {
      case Knowledge.Judged(KnownVerdict verdict) ->
          Optional.of(answering.judged(image, target, digest, verdict));
      case Knowledge.Unscannable(String why) ->
          Optional.of(answering.unscannable(image, target, digest, why));
      case Knowledge.Pending _, Knowledge.Unheard _ -> Optional.empty();
    };
  }
}
