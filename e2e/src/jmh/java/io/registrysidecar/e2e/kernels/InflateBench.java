package io.registrysidecar.e2e.kernels;

import static java.util.Objects.requireNonNull;

import io.registrysidecar.image.inflate.CompressedInput;
import io.registrysidecar.image.inflate.Compression;
import io.registrysidecar.image.inflate.Decompressor;
import io.registrysidecar.image.inflate.Decompressors;
import io.registrysidecar.image.inflate.Windows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Compressed bytes to plain ones, checksums included: one large member, and many small ones. */
@State(Scope.Benchmark)
public class InflateBench {

  /** Who inflates gzip. */
  @Param({"ISAL", "LIBDEFLATE", "JDK"})
  public Decompressors.Wanted inflater = Decompressors.Wanted.AUTO;

  private final byte[] gzip = Sample.bytes("layer.tar.gz");
  private final byte[] members = Sample.bytes("members.tar.gz");
  private Decompressor decompressor = gzip();

  /** Links the library. */
  @Setup
  public void choose() {
    decompressor = gzip();
  }

  /** As most layers are. */
  @Benchmark
  public long oneMember() throws IOException {
    return plainBytes(decompressor, gzip);
  }

  /** As eStargz layers are: a member of at most 256 KiB each. */
  @Benchmark
  public long smallMembers() throws IOException {
    return plainBytes(decompressor, members);
  }

  static long plainBytes(Decompressor decompressor, byte[] compressed) throws IOException {
    CompressedInput input =
        new CompressedInput(new ByteArrayInputStream(compressed), count -> {}, System::nanoTime);
    long total = 0;
    try (Windows windows = decompressor.open(input, remark -> {})) {
      for (ByteBuffer window = windows.next(); window.hasRemaining(); window = windows.next()) {
        total += window.remaining();
      }
    }
    return total;
  }

  private Decompressor gzip() {
    try {
      return requireNonNull(Decompressors.choose(inflater).of(Compression.GZIP));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
