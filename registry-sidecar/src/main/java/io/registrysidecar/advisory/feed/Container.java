package io.registrysidecar.advisory.feed;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** What a file is packed in, by its first bytes. */
enum Container {
  PLAIN,
  GZIP,
  ZSTD,
  ZIP;

  /** As far as packers of feeds go: 128 MiB. */
  private static final int LONGEST_WINDOW_LOG = 27;

  /** Looks at the first bytes and puts them back. */
  static Container of(BufferedInputStream in) throws IOException {
    in.mark(4);
    byte[] head = in.readNBytes(4);
    in.reset();
    if (startsWith(head, 'P', 'K')) {
      return ZIP;
    }
    if (startsWith(head, 0x1f, 0x8b)) {
      return GZIP;
    }
    return startsWith(head, 0x28, 0xb5, 0x2f, 0xfd) ? ZSTD : PLAIN;
  }

  InputStream unpack(InputStream in) throws IOException {
    return switch (this) {
      case GZIP -> new GZIPInputStream(in, 1 << 16);
      case ZSTD -> new ZstdInputStream(in).setLongMax(LONGEST_WINDOW_LOG);
      case PLAIN, ZIP -> in;
    };
  }

  private static boolean startsWith(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
