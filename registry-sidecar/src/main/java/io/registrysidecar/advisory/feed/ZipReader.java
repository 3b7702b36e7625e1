package io.registrysidecar.advisory.feed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads an archive with one record an entry, as OSV publishes each ecosystem. Works from a file,
 * whose directory at its end tells whether it is whole.
 */
final class ZipReader {

  private final FeedLimits limits;

  ZipReader(FeedLimits limits) {
    this.limits = limits;
  }

  void read(Path file, String name, RecordSink sink) throws IOException {
    long packed = Files.size(file);
    long expanded = 0;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
        ZipEntry entry = entries.nextElement();
        if (isRecord(entry)) {
          expanded += readEntry(zip, entry, name + "!/" + entry.getName(), sink);
          BoundedExpansion.checkRatio(name, packed, expanded, limits);
        }
      }
    } catch (ZipException e) {
      throw new UnreadableFeed(
          "read advisories from %s: %s. It is not a whole ZIP archive; fetch it again."
              .formatted(name, e.getMessage()),
          e);
    }
  }

  /** Hands over one entry, and tells how many bytes it had. */
  private long readEntry(ZipFile zip, ZipEntry entry, String place, RecordSink sink)
      throws IOException {
    byte[] json;
    try (InputStream in = zip.getInputStream(entry)) {
      json = in.readNBytes(limits.recordBytes() + 1);
    } catch (ZipException | EOFException e) {
      sink.rejected(new MalformedRecord(place, "it cannot be decompressed: " + e.getMessage()));
      return 0;
    }
    if (json.length > limits.recordBytes()) {
      sink.rejected(
          new MalformedRecord(place, "it is larger than " + limits.recordBytes() + " bytes"));
    } else if (checksum(json) != entry.getCrc()) {
      sink.rejected(new MalformedRecord(place, "its checksum does not match its content"));
    } else {
      sink.record(new RawRecord(place, json));
    }
    return json.length;
  }

  private static boolean isRecord(ZipEntry entry) {
    return !entry.isDirectory() && entry.getName().toLowerCase(Locale.ROOT).endsWith(".json");
  }

  private static long checksum(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return crc.getValue();
  }
}
