package io.registrysidecar.advisory.feed;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code updateinfo.xml}, in which repositories of rpm packages say what their updates are
 * for: Amazon Linux, Oracle Linux, Fedora, AlmaLinux, Rocky Linux, openEuler.
 *
 * <p>The text is cut after every {@code </update>}, and each piece is read as a document of its
 * own: so one that is no XML, or too large, is rejected by itself, and no more than one is held.
 * Other XML files, such as the rest of a repository's metadata, are passed over.
 */
final class UpdateInfoFile {

  private static final int HEAD = 4096;
  private static final byte[] END = "</update>".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BEGINNING = "<update".getBytes(StandardCharsets.US_ASCII);

  private final String name;
  private final FeedLimits limits;
  private final RecordSink sink;
  private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
  private boolean tooLong;
  private int matched;
  private int number;

  private UpdateInfoFile(String name, FeedLimits limits, RecordSink sink) {
    this.name = name;
    this.limits = limits;
    this.sink = sink;
  }

  /** Reads a document. */
  static void read(String name, InputStream content, FeedLimits limits, RecordSink sink)
      throws IOException {
    BufferedInputStream in = new BufferedInputStream(content, 1 << 16);
    in.mark(HEAD);
    String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
    in.reset();
    if (head.contains("<updates")) {
      new UpdateInfoFile(name, limits, sink).read(in);
    }
  }

  private void read(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      int start = 0;
      for (int i = 0; i < count; i++) {
        // No octet of the end but its first is '<', so a mismatch can only begin anew there.
        matched = buffer[i] == END[matched] ? matched + 1 : buffer[i] == END[0] ? 1 : 0;
        if (matched == END.length) {
          append(buffer, start, i + 1 - start);
          start = i + 1;
          matched = 0;
          update();
        }
      }
      append(buffer, start, count - start);
    }
    if (tooLong || !piece.toString(StandardCharsets.UTF_8).strip().endsWith("</updates>")) {
      throw new UnreadableFeed(
          "read advisories from %s: it does not end as it should. Fetch it again.".formatted(name));
    }
  }

  private void append(byte[] buffer, int offset, int length) {
    if (tooLong || piece.size() + length > limits.recordBytes()) {
      tooLong = true;
      piece.reset();
    } else {
      piece.write(buffer, offset, length);
    }
  }

  private void update() throws IOException {
    number++;
    String place = name + " update " + number;
    byte[] text = piece.toByteArray();
    piece.reset();
    if (tooLong) {
      tooLong = false;
      sink.rejected(
          new MalformedRecord(place, "it is larger than " + limits.recordBytes() + " bytes"));
      return;
    }
    int start = lastBeginning(text);
    if (start < 0) {
      sink.rejected(new MalformedRecord(place, "it has an end and no beginning"));
      return;
    }
    Update update = new Update();
    try {
      AdvisoryXml.read(text, start, text.length - start, update);
      @Nullable OsvRecord record = update.record();
      if (record != null) {
        sink.advisory(record);
      }
    } catch (XMLStreamException e) {
      sink.rejected(
          new MalformedRecord(
              update.idOr(place),
              "it is no XML: " + String.valueOf(e.getMessage()).replace('\n', ' ')));
    } catch (WrongType e) {
      sink.rejected(new MalformedRecord(update.idOr(place), String.valueOf(e.getMessage())));
    }
  }

  /** Where the last element {@code update} begins, or -1; {@code updates} is another. */
  private static int lastBeginning(byte[] text) {
    for (int at = text.length - BEGINNING.length - 1; at >= 0; at--) {
      int i = 0;
      while (i < BEGINNING.length && text[at + i] == BEGINNING[i]) {
        i++;
      }
      byte after = text[at + BEGINNING.length];
      if (i == BEGINNING.length && (after <= ' ' || after == '>')) {
        return at;
      }
    }
    return -1;
  }
}
