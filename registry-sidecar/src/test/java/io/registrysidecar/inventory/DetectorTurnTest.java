package io.registrysidecar.inventory;

import static io.registrysidecar.testing.Contents.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.ImageTrees;
import io.registrysidecar.image.Layer;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.LayerLimits;
import io.registrysidecar.image.LocalImages;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.ScratchSpace;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Turn;
import io.registrysidecar.image.Want;
import io.registrysidecar.testing.Layouts;
import io.registrysidecar.testing.TestImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However long a detector works on one file, others get their turns. */
class DetectorTurnTest {

  private static final long HOUR = 3_600_000_000_000L;

  @TempDir Path directory;

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger shares = new AtomicInteger();

  /** Others take an hour whenever they are let go first. */
  private final Turn crowded =
      new Turn() {
        @Override
        public void begin() {
          // It has it.
        }

        @Override
        public void share() {
          shares.incrementAndGet();
          now.addAndGet(HOUR);
        }

        @Override
        public void end() {
          // Nobody counts.
        }
      };

  @Test
  void eachStepOnALargeFileLetsOthersGoFirstAndTheirTimeIsNotCharged() throws Exception {
    var image = TestImage.image().layer(file("large", new byte[2 << 20])).build();
    try (ImageSource source = open(image)) {
      Layer layer =
          ImageTrees.read(source, PlatformFilter.all()).images().getFirst().layers().getFirst();

      LayerEvidence evidence = new LayerScan(context()).scan(layer, List.of(new Reader()));

      assertThat(shares.get()).isGreaterThan(Reader.STEPS);
      assertThat(evidence.lasting()).as("no limit of time was reached").isTrue();
      assertThat(evidence.notes()).isEmpty();
    }
  }

  @Test
  void aDirectoryIsReadInTurnsToo() throws Exception {
    Path root = directory.resolve("root");
    for (int i = 0; i < 10; i++) {
      Files.writeString(Files.createDirectories(root.resolve("d" + i)).resolve("f"), "x");
    }
    try (ImageSource source = LocalImages.open("rootfs:" + root).orElseThrow()) {
      Layer layer =
          ImageTrees.read(source, PlatformFilter.all()).images().getFirst().layers().getFirst();

      LayerEvidence evidence = new LayerScan(context()).scan(layer, List.of());

      assertThat(shares.get()).isEqualTo(20);
      assertThat(evidence.notes()).isEmpty();
    }
  }

  private ImageSource open(TestImage image) throws Exception {
    return LocalImages.open("oci:" + Layouts.write(image, directory.resolve("layout")))
        .orElseThrow();
  }

  private LayerContext context() throws IOException {
    return new LayerContext(
            LayerLimits.DEFAULT,
            new ScratchSpace(directory.resolve("scratch"), 1 << 30),
            now::get,
            _ -> {})
        .taking(crowded);
  }

  /** Reads here and there. */
  private static final class Reader implements Detector {
    static final int STEPS = 100;

    @Override
    public Id id() {
      return new Id("reader", 1);
    }

    @Override
    public Want wants(TarPath path, long size, int mode) {
      return Want.RANDOM_ACCESS;
    }

    @Override
    public void read(LayerFile file, EvidenceSink found) throws IOException {
      SeekableByteChannel channel = file.channel();
      for (int i = 0; i < STEPS; i++) {
        channel.position(i * 1000L).read(ByteBuffer.allocate(10));
      }
    }
  }
}
