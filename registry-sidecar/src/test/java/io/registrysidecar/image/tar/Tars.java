package io.registrysidecar.image.tar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Archives for the reader, good and half-made, and what it reads of them. */
final class Tars {

  private Tars() {}

  static List<Read> read(byte[] tar, int window) throws IOException {
    TarReader reader = new TarReader(new Chunks(tar, window));
    List<Read> entries = new ArrayList<>();
    for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
      entries.add(
          new Read(
              entry.type(),
              new String(entry.name(), UTF_8),
              new String(entry.link(), UTF_8),
              new String(reader.content().readAllBytes(), UTF_8)));
    }
    return entries;
  }

  static byte[] fixture(String name) throws IOException {
    try (InputStream in =
        new GZIPInputStream(Tars.class.getResourceAsStream("/image/tar/" + name + ".tar.gz"))) {
      return in.readAllBytes();
    }
  }

  static TarArchiveEntry entry(String name, int size) {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    return entry;
  }

  static byte[] tar(TarArchiveEntry... entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (TarArchiveEntry entry : entries) {
        tar.putArchiveEntry(entry);
        tar.write(new byte[(int) entry.getSize()]);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  /** The header of an entry whose content does not follow. */
  static byte[] header(String name, long size, int bigNumbers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, 512);
    tar.setBigNumberMode(bigNumbers);
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    try {
      tar.putArchiveEntry(entry);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  record Read(TarEntry.Type type, String name, String link, String content) {}
}
