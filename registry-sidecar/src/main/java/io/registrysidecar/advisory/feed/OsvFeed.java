package io.registrysidecar.advisory.feed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads OSV records, other advisories, and what is known beside them, from wherever they lie: a
 * file or stream ({@code .json}, {@code .jsonl}, {@code .csv}, {@code .xml}, {@code .zip}, any of
 * them in {@code .gz} or {@code .zst}), or a directory of such files, such as OSV's own bucket with
 * its {@code <ecosystem>/all.zip}.
 *
 * <p>Streams: never more than one record is held, but of {@linkplain SecdbFile security databases}
 * all that is fixed. What a file is, its first bytes decide; only JSON, JSON lines, tables and XML
 * are told apart by name.
 */
public final class OsvFeed {

  private static final List<String> NAMES =
      List.of(".json", ".jsonl", ".ndjson", ".csv", ".xml", ".zip", ".gz", ".zst");

  private static final String BUCKET_INDEX = "modified_id.csv";

  private final FeedLimits limits;

  /** Reads within {@code limits}. */
  public OsvFeed(FeedLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads a file, or every file below a directory in order of their names.
   *
   * @throws UnreadableFeed if it does not exist, or a file cannot be read to its end
   */
  public void read(Path source, RecordSink sink) throws IOException {
    if (Files.isDirectory(source)) {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(source)) {
        files = walk.filter(OsvFeed::isFeedFile).sorted().toList();
      }
      for (Path file : files) {
        readFile(file, source.relativize(file).toString(), sink);
      }
    } else if (Files.isRegularFile(source)) {
      readFile(source, source.toString(), sink);
    } else {
      throw new UnreadableFeed(
          "read advisories from %s: there is no such file or directory. Name a file or a directory with OSV records."
              .formatted(source));
    }
  }

  /**
   * Reads a stream, which stays open.
   *
   * @param name the file name that the content would have, for its ending and for messages
   * @throws UnreadableFeed if it cannot be read to its end
   */
  public void read(String name, InputStream content, RecordSink sink) throws IOException {
    BufferedInputStream in = new BufferedInputStream(content, 1 << 16);
    if (Container.of(in) == Container.ZIP) {
      Path spooled = Files.createTempFile("advisories", ".zip");
      try {
        spool(name, in, spooled);
        new ZipReader(limits).read(spooled, name, sink);
      } finally {
        Files.deleteIfExists(spooled);
      }
    } else {
      readUnpacked(name, in, sink);
    }
    sink.fileDone(name);
  }

  private void spool(String name, InputStream in, Path spooled) throws IOException {
    try (OutputStream out = Files.newOutputStream(spooled)) {
      byte[] buffer = new byte[1 << 16];
      long size = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        size += count;
        if (size > limits.archiveBytes()) {
          throw new UnreadableFeed(
              "read advisories from %s: the archive is larger than %d bytes. Download it and import the file."
                  .formatted(name, limits.archiveBytes()));
        }
        out.write(buffer, 0, count);
      }
    }
  }

  private void readFile(Path file, String name, RecordSink sink) throws IOException {
    try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      if (Container.of(in) == Container.ZIP) {
        new ZipReader(limits).read(file, name, sink);
      } else {
        readUnpacked(name, in, sink);
      }
    }
    sink.fileDone(name);
  }

  private void readUnpacked(String name, BufferedInputStream in, RecordSink sink)
      throws IOException {
    Container container = Container.of(in);
    try (BoundedExpansion content = new BoundedExpansion(name, in, container, limits)) {
      if (bare(name).endsWith(".csv")) {
        CsvFile.read(name, content, sink);
      } else if (bare(name).endsWith(".xml")) {
        readXml(name, new BufferedInputStream(content, 1 << 16), sink);
      } else if (bare(name).endsWith(".json")) {
        readDocument(name, new BufferedInputStream(content, 1 << 16), sink);
      } else {
        new LineReader(limits).read(name, content, sink);
      }
    } catch (UnreadableFeed e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableFeed(
          "read advisories from %s: %s. Fetch the file again.".formatted(name, e.getMessage()), e);
    }
  }

  private void readDocument(String name, BufferedInputStream content, RecordSink sink)
      throws IOException {
    if (SecdbFile.isOne(content)) {
      SecdbFile.read(name, content, limits, sink);
    } else {
      readSingle(name, content, sink);
    }
  }

  private void readXml(String name, BufferedInputStream content, RecordSink sink)
      throws IOException {
    if (GlsaFile.isOne(content)) {
      GlsaFile.read(name, content, limits, sink);
    } else {
      UpdateInfoFile.read(name, content, limits, sink);
    }
  }

  private void readSingle(String name, InputStream content, RecordSink sink) throws IOException {
    byte[] json = content.readNBytes(limits.recordBytes() + 1);
    if (json.length > limits.recordBytes()) {
      sink.rejected(
          new MalformedRecord(name, "it is larger than " + limits.recordBytes() + " bytes"));
    } else {
      sink.record(new RawRecord(name, json));
    }
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst)$", "");
  }

  private static boolean isFeedFile(Path path) {
    @Nullable Path fileName = path.getFileName();
    String name = fileName == null ? "" : fileName.toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(path)
        && !name.equals(BUCKET_INDEX)
        && NAMES.stream().anyMatch(name::endsWith);
  }
}
