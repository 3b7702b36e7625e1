package io.registrysidecar.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** The checksum of a tar header, for tests that change the header. */
public final class TarChecksum {

  private TarChecksum() {}

  /** Makes the checksum of the first header of an archive right again. */
  public static void repair(byte[] tar) {
    Arrays.fill(tar, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += tar[i] & 0xff;
    }
    System.arraycopy("%06o\0 ".formatted(sum).getBytes(US_ASCII), 0, tar, 148, 8);
  }
}
