package io.registrysidecar.image;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.ImageBuilder.gzip;
import static io.registrysidecar.testing.ImageBuilder.tar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.registrysidecar.oci.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Layers that never end, each at another stage of reading: an interruption ends it. How long that
 * took is published with the results; the bound here is for machines that are busy.
 */
@Timeout(60)
class InterruptionTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int BLOCK = 512;

  @TempDir Path directory;

  private final AtomicLong steps = new AtomicLong();

  @Test
  void aFileThatNobodyWantsAndThatNeverEnds(TestInfo test, TestReporter reporter) throws Exception {
    assertEndsSoon(
        endless(gzip(hugeFile()), gzip(new byte[1 << 20])), Want.NOTHING, _ -> {}, test, reporter);
  }

  @Test
  void aFileThatIsReadAndNeverEnds(TestInfo test, TestReporter reporter) throws Exception {
    assertEndsSoon(
        endless(gzip(hugeFile()), gzip(new byte[1 << 20])),
        Want.STREAM,
        file -> file.stream().transferTo(OutputStream.nullOutputStream()),
        test,
        reporter);
  }

  @Test
  void aFileThatIsPutAsideAndNeverEnds(TestInfo test, TestReporter reporter) throws Exception {
    assertEndsSoon(
        endless(gzip(hugeFile()), gzip(new byte[1 << 20])),
        Want.RANDOM_ACCESS,
        LayerFile::channel,
        test,
        reporter);
  }

  @Test
  void entriesWithoutEnd(TestInfo test, TestReporter reporter) throws Exception {
    byte[] entries = Arrays.copyOf(tar(file("a", ""), file("b", "")), 2 * BLOCK);

    assertEndsSoon(
        endless(new byte[0], gzip(entries)), Want.STREAM, LayerFile::stream, test, reporter);
  }

  @Test
  void membersWithoutContentAndWithoutEnd(TestInfo test, TestReporter reporter) throws Exception {
    assertEndsSoon(endless(new byte[0], gzip(new byte[0])), Want.NOTHING, _ -> {}, test, reporter);
  }

  @Test
  void paddingWithoutEnd(TestInfo test, TestReporter reporter) throws Exception {
    assertEndsSoon(
        endless(gzip(tar(file("a", ""))), gzip(new byte[1 << 20])),
        Want.NOTHING,
        _ -> {},
        test,
        reporter);
  }

  @Test
  void bytesThatDoNotCome(TestInfo test, TestReporter reporter) throws Exception {
    InputStream stalled =
        new InputStream() {
          @Override
          public int read() throws IOException {
            return read(new byte[1], 0, 1);
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            steps.addAndGet(1_000_000);
            try {
              new CountDownLatch(1).await();
              return -1;
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              throw new InterruptedIOException();
            }
          }
        };

    assertEndsSoon(stalled, Want.NOTHING, _ -> {}, test, reporter);
  }

  private void assertEndsSoon(
      InputStream bytes, Want want, Reading reading, TestInfo test, TestReporter reporter)
      throws Exception {
    AtomicReference<Throwable> end = new AtomicReference<>();
    BlobLayer layer = new BlobLayer("image", descriptor(), null, () -> bytes);
    LayerLimits unlimited =
        new LayerLimits(
            Long.MAX_VALUE,
            4096,
            256,
            Long.MAX_VALUE,
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Duration.ofDays(1),
            true,
            DetectorLimits.DEFAULT,
            ImageLimits.DEFAULT);
    LayerContext context =
        new LayerContext(
            unlimited,
            ScratchSpaces.of(directory, Long.MAX_VALUE),
            System::nanoTime,
            steps::addAndGet);
    Thread reader =
        Thread.ofPlatform()
            .start(() ->
                end.set(catchThrowable(() -> layer.read(new Visitor(want, reading), context))));
    // Until it is in the middle of it.
    await().atMost(SOON).until(() -> steps.get() > 50_000);

    long interrupted = System.nanoTime();
    reader.interrupt();
    assertThat(reader.join(SOON)).as("ended").isTrue();

    reporter.publishEntry(
        test.getDisplayName(), (System.nanoTime() - interrupted) / 1_000_000 + " ms");
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
  }

  private static Descriptor descriptor() {
    return Descriptor.of("application/vnd.oci.image.layer.v1.tar+gzip", new byte[] {1});
  }

  /** The header of a file that claims more than can ever come. */
  private static byte[] hugeFile() {
    TarArchiveEntry entry = new TarArchiveEntry("huge");
    entry.setSize(1L << 50);
    byte[] header = new byte[BLOCK];
    try {
      entry.writeEntryHeader(header, ZipEncodingHelper.getZipEncoding("UTF-8"), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return header;
  }

  private static InputStream endless(byte[] beginning, byte[] repeated) {
    return new Endless(beginning, repeated);
  }

  /** A beginning, and then the same again and again. */
  private static final class Endless extends InputStream {
    private final byte[] repeated;
    private InputStream current;

    Endless(byte[] beginning, byte[] repeated) {
      this.current = new ByteArrayInputStream(beginning);
      this.repeated = repeated;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = current.read(target, offset, length);
      if (count >= 0) {
        return count;
      }
      current = new ByteArrayInputStream(repeated);
      return current.read(target, offset, length);
    }
  }

  private interface Reading {
    void of(LayerFile file) throws IOException;
  }

  private record Visitor(Want want, Reading reading) implements LayerVisitor {
    @Override
    public Want entry(LayerEntry entry) {
      return want;
    }

    @Override
    public void file(LayerFile file) throws IOException {
      reading.of(file);
    }

    @Override
    public Want foresee(LayerEntry entry) {
      return want;
    }

    @Override
    public void restart() {
      throw new AssertionError("a layer that is read whole is shown once");
    }
  }
}
