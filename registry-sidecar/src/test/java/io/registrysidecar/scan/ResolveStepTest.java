package io.registrysidecar.scan;

import static io.registrysidecar.scan.Sources.NOON;
import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.ImageFailure;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.scan.ScanState.Failed;
import io.registrysidecar.scan.ScanState.Gone;
import io.registrysidecar.scan.ScanState.ReadLayers;
import io.registrysidecar.scan.ScanState.Unsupported;
import io.registrysidecar.scan.ScanState.Waiting;
import io.registrysidecar.testing.TestImage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolveStepTest {

  private static final InstantSource CLOCK = InstantSource.fixed(NOON);

  private final ResolveStep step =
      new ResolveStep(
          new NoLedger(List.of(), BaseImages.OWN_WORDS, KnownSightings.NONE),
          new Verdicts(Judge.NO_POLICY, SignatureLookup.NONE),
          new Endings(CLOCK),
          CLOCK);

  @TempDir Path directory;

  @Test
  void anImageIsReadNext() throws Exception {
    TestImage built = image().layer(debian(12)).build();
    try (ImageSource source = Sources.of(built, directory)) {
      assertThat(step.run(Sources.scan(source)))
          .isInstanceOfSatisfying(
              ReadLayers.class,
              next -> assertThat(next.image().manifest().self()).isEqualTo(built.self()));
    }
  }

  @Test
  void whatIsNoImageIsNotScanned() throws Exception {
    assertThat(after(new ImageFailure.NotAnImage("x", "it is a chart")))
        .isInstanceOf(Unsupported.class);
  }

  @Test
  void whatIsNotThereIsGone() throws Exception {
    assertThat(after(new RegistryFailure.NotFound("pull manifest", "no such tag")))
        .isInstanceOf(Gone.class);
  }

  @Test
  void theRegistrySaysForHowLongToWait() throws Exception {
    assertThat(after(new RegistryFailure.RateLimited("pull manifest", Duration.ofMinutes(5))))
        .isInstanceOfSatisfying(
            Waiting.class,
            waiting -> assertThat(waiting.until()).isEqualTo(NOON.plus(Duration.ofMinutes(5))));
  }

  @Test
  void aRegistryThatIsAwayIsWaitedFor() throws Exception {
    assertThat(after(new RegistryFailure.Unreachable("pull manifest", "connection refused")))
        .isInstanceOfSatisfying(Waiting.class, waiting -> assertThat(waiting.until()).isNull());
  }

  @Test
  void aWrongPasswordIsNotTriedAgain() throws Exception {
    assertThat(after(new RegistryFailure.Denied("pull manifest", 401, "repository:x:pull")))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.reason()).contains("password"));
  }

  private ScanState after(RegistryFailure failure) throws InterruptedException {
    return after(new ImageFailure.Registry(failure));
  }

  private ScanState after(ImageFailure failure) throws InterruptedException {
    return step.run(Sources.scan(Sources.failing(failure)));
  }
}
