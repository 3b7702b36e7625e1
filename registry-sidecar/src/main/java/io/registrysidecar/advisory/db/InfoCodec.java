package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.DatabaseInfo;
import io.registrysidecar.advisory.DatabaseInfo.Feed;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * How the {@link DatabaseInfo} lies in the file; the rows of each ecosystem are in another section.
 */
final class InfoCodec {

  private InfoCodec() {}

  static void write(DatabaseInfo info, ByteWriter out) {
    out.text(info.version());
    writeDate(info.newestRecord(), out);
    writeDate(info.builtAt(), out);
    out.octet(info.sample() ? 1 : 0).number(info.records()).number(info.feeds().size());
    for (Feed feed : info.feeds()) {
      out.text(feed.name()).number(feed.records());
      writeDate(feed.newestRecord(), out);
    }
  }

  static DatabaseInfo read(ByteReader in, NavigableMap<String, Integer> rows)
      throws UnusableDatabase {
    String version = in.text();
    Instant newestRecord = readDate(in);
    Instant builtAt = readDate(in);
    boolean sample = in.octet() == 1;
    int records = in.count();
    List<Feed> feeds = new ArrayList<>();
    for (int count = in.listSize(); count > 0; count--) {
      feeds.add(new Feed(in.text(), in.count(), readDate(in)));
    }
    if (builtAt == null) {
      throw in.malformed();
    }
    return new DatabaseInfo(version, newestRecord, builtAt, sample, records, feeds, rows);
  }

  private static void writeDate(@Nullable Instant date, ByteWriter out) {
    out.text(date == null ? "" : date.toString());
  }

  private static @Nullable Instant readDate(ByteReader in) throws UnusableDatabase {
    String text = in.text();
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw in.malformed();
    }
  }
}
