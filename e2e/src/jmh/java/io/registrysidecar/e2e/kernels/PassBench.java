package io.registrysidecar.e2e.kernels;

import static java.util.Objects.requireNonNull;

import io.registrysidecar.image.inflate.Compression;
import io.registrysidecar.image.inflate.Decompressor;
import io.registrysidecar.image.inflate.Decompressors;
import io.registrysidecar.image.inflate.Windows;
import io.registrysidecar.image.tar.TarReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What every byte of a layer goes through besides inflating. */
@State(Scope.Benchmark)
public class PassBench {

  private static final int WINDOW = 256 << 10;

  private final byte[] plain = Sample.bytes("layer.tar");
  private final byte[] zstd = Sample.bytes("layer.tar.zst");
  private final ByteBuffer direct = ByteBuffer.allocateDirect(plain.length).put(plain);
  private final Decompressor decompressor =
      requireNonNull(Decompressors.standard().of(Compression.ZSTD));

  /** Zstandard to plain bytes. */
  @Benchmark
  public long zstd() throws IOException {
    return InflateBench.plainBytes(decompressor, zstd);
  }

  /** SHA-256 of bytes on the heap. */
  @Benchmark
  public byte[] sha256() throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(plain);
  }

  /** SHA-256 of bytes outside the heap, where native libraries put them. */
  @Benchmark
  public byte[] sha256Direct() throws NoSuchAlgorithmException {
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    hash.update(direct.duplicate().flip());
    return hash.digest();
  }

  /** All entries of a tar stream, no content wanted. */
  @Benchmark
  public int tar() throws IOException {
    TarReader tar = new TarReader(new Slices(ByteBuffer.wrap(plain)));
    int entries = 0;
    while (tar.next() != null) {
      entries++;
    }
    return entries;
  }

  /** The stream in windows, as a decompressor gives it. */
  private static final class Slices implements Windows {
    private final ByteBuffer plain;

    Slices(ByteBuffer plain) {
      this.plain = plain;
    }

    @Override
    public ByteBuffer next() {
      ByteBuffer window = plain.slice(plain.position(), Math.min(WINDOW, plain.remaining()));
      plain.position(plain.position() + window.remaining());
      return window;
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
