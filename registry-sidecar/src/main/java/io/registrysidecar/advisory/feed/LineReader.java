package io.registrysidecar.advisory.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads one record a line. A line beyond the limit is rejected without being held. */
final class LineReader {

  private final FeedLimits limits;

  LineReader(FeedLimits limits) {
    this.limits = limits;
  }

  void read(String name, InputStream in, RecordSink sink) throws IOException {
    byte[] buffer = new byte[1 << 16];
    Line line = new Line(name, sink);
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      int start = 0;
      for (int i = 0; i < count; i++) {
        if (buffer[i] == '\n') {
          line.append(buffer, start, i - start);
          line.end();
          start = i + 1;
        }
      }
      line.append(buffer, start, count - start);
    }
    line.end();
  }

  private final class Line {

    private final String name;
    private final RecordSink sink;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean tooLong;
    private long number = 1;

    Line(String name, RecordSink sink) {
      this.name = name;
      this.sink = sink;
    }

    void append(byte[] buffer, int offset, int length) {
      if (tooLong || bytes.size() + length > limits.recordBytes()) {
        tooLong = true;
        bytes.reset();
      } else {
        bytes.write(buffer, offset, length);
      }
    }

    void end() throws IOException {
      String place = name + " line " + number;
      if (tooLong) {
        sink.rejected(
            new MalformedRecord(place, "it is larger than " + limits.recordBytes() + " bytes"));
      } else if (!isBlank()) {
        sink.record(new RawRecord(place, bytes.toByteArray()));
      }
      bytes.reset();
      tooLong = false;
      number++;
    }

    private boolean isBlank() {
      return bytes.size() < 3 && bytes.toString(StandardCharsets.UTF_8).isBlank();
    }
  }
}
