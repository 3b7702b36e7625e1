package io.registrysidecar.inventory.program;

import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.program.Executable.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;

/**
 * The build information of a program, in the two forms that Go has given it: since 1.18 the texts
 * stand in it, before it points to them (Go's own reader is {@code debug/buildinfo}).
 */
sealed interface BuildInfo {

  /** There is none. */
  record None() implements BuildInfo {}

  /** It points to texts in parts of the file that have passed. */
  record OutOfReach() implements BuildInfo {}

  /**
   * What it says.
   *
   * @param goVersion the version of Go, such as {@code go1.21.3}
   * @param modules lines of module names and versions; may be empty
   */
  record Text(String goVersion, String modules) implements BuildInfo {}

  /** Reads a program while it streams by. */
  static BuildInfo read(Executable program, InputStream content)
      throws IOException, MalformedEvidence {
    long position = 0;
    for (Segment segment : program.segments()) {
      if (!segment.data() || segment.offset() < position) {
        continue;
      }
      if (skip(content, segment.offset() - position)) {
        return new None();
      }
      MagicSearch search = new MagicSearch(content, segment);
      byte[] header = search.find();
      if (header.length > 0) {
        return MagicSearch.isInline(header) ? search.texts() : new OutOfReach();
      }
      position = segment.offset() + segment.length();
    }
    return new None();
  }

  /** Reads a program of which every part can be reached. */
  static BuildInfo read(Executable program, SeekableByteChannel content)
      throws IOException, MalformedEvidence {
    for (Segment segment : program.segments()) {
      if (!segment.data() || segment.offset() >= content.size()) {
        continue;
      }
      MagicSearch search =
          new MagicSearch(Channels.newInputStream(content.position(segment.offset())), segment);
      byte[] header = search.find();
      if (header.length > 0) {
        return MagicSearch.isInline(header)
            ? search.texts()
            : new PointedTexts(program, content).read(header);
      }
    }
    return new None();
  }

  /** Passes over {@code count} bytes; whether the content ended before. */
  private static boolean skip(InputStream content, long count) throws IOException {
    long left = count;
    while (left > 0) {
      long step = content.skip(left);
      if (step <= 0) {
        if (content.read() < 0) {
          return true;
        }
        step = 1;
      }
      left -= step;
    }
    return false;
  }
}
