package io.registrysidecar.e2e.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A layer that is nowhere: many empty files, then a large one, made of one member of gzip that is
 * sent again and again. Making a gigabyte of it costs nearly nothing.
 */
final class GeneratedLayer {

  /** How many bytes one repetition unpacks to. */
  static final int CHUNK = 1 << 20;

  private static final byte[] PLAIN = chunk();
  private static final byte[] COMPRESSED = gzip(PLAIN);

  private final byte[] head;
  private final byte[] tail;
  private final int repetitions;
  private final String digest;
  private final String diffId;

  private GeneratedLayer(byte[] plainHead, byte[] plainTail, int repetitions) throws IOException {
    this.head = gzip(plainHead);
    this.tail = gzip(plainTail);
    this.repetitions = repetitions;
    this.digest = digest(this::writeTo);
    this.diffId =
        digest(out -> {
          out.write(plainHead);
          for (int i = 0; i < repetitions; i++) {
            out.write(PLAIN);
          }
          out.write(plainTail);
        });
  }

  /**
   * Makes a layer.
   *
   * @param name a directory of its own
   * @param files how many empty files it has
   * @param repetitions how many chunks its large file has
   */
  static GeneratedLayer of(String name, int files, int repetitions) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, 512);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    for (int i = 0; i < files; i++) {
      tar.putArchiveEntry(new TarArchiveEntry("usr/share/" + name + "/" + i / 1000 + "/" + i));
      tar.closeArchiveEntry();
    }
    TarArchiveEntry large = new TarArchiveEntry("opt/" + name + ".bin");
    large.setSize((long) repetitions * CHUNK);
    tar.putArchiveEntry(large);
    tar.flush();
    // The content follows, and two blocks of zeros.
    return new GeneratedLayer(bytes.toByteArray(), new byte[1024], repetitions);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(head);
    for (int i = 0; i < repetitions; i++) {
      out.write(COMPRESSED);
    }
    out.write(tail);
  }

  String digest() {
    return digest;
  }

  String diffId() {
    return diffId;
  }

  long size() {
    return head.length + tail.length + (long) repetitions * COMPRESSED.length;
  }

  /** Words of a small vocabulary: about as compressible as programs are. */
  private static byte[] chunk() {
    Random random = new Random(1);
    byte[][] words = new byte[4096][12];
    for (byte[] word : words) {
      random.nextBytes(word);
    }
    ByteArrayOutputStream chunk = new ByteArrayOutputStream(CHUNK + 12);
    while (chunk.size() < CHUNK) {
      chunk.writeBytes(words[random.nextInt(words.length)]);
    }
    return Arrays.copyOf(chunk.toByteArray(), CHUNK);
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static String digest(Content content) throws IOException {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), hash));
      return "sha256:" + HexFormat.of().formatHex(hash.digest());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }
}
