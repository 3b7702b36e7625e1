package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.CveFacts;
import io.registrysidecar.advisory.DatabaseInfo;
import io.registrysidecar.advisory.DatabaseInfo.Feed;
import io.registrysidecar.advisory.LifeCycle;
import io.registrysidecar.advisory.db.DatabaseContent.AdvisoryRow;
import io.registrysidecar.advisory.db.DatabaseContent.PackageRows;
import io.registrysidecar.advisory.db.FileLayout.Section;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes a database file as {@link FileLayout} describes it. */
final class DatabaseWriter {

  private static final long LARGEST = 0xffff_ffffL;

  private final SectionedOutput out;
  private final DatabaseContent content;
  private final List<Octets> links;
  private final NavigableMap<String, Integer> rowsOf = new TreeMap<>();

  private DatabaseWriter(FileChannel channel, DatabaseContent content) throws IOException {
    this.out = new SectionedOutput(channel);
    this.content = content;
    this.links = LinkedContent.linksOf(content);
  }

  /**
   * Writes everything and forces it to disk.
   *
   * @param sample whether this is the sample that ships with the program
   * @param now the time of the import
   */
  static DatabaseInfo write(
      FileChannel channel, DatabaseContent content, boolean sample, Instant now)
      throws IOException {
    return new DatabaseWriter(channel, content).write(sample, now);
  }

  private DatabaseInfo write(boolean sample, Instant now) throws IOException {
    ecosystems();
    packages();
    advisoryIds();
    cves();
    lifeCycles();
    rows();
    advisories();
    facts();
    List<Feed> publishers = content.feeds(now);
    DatabaseInfo info =
        new DatabaseInfo(
            out.version(),
            DatabaseContent.newest(publishers),
            now,
            sample,
            content.records().size(),
            Stream.concat(publishers.stream(), content.beside().feeds().stream()).toList(),
            rowsOf);
    out.begin(Section.INFO);
    ByteWriter encoded = new ByteWriter();
    InfoCodec.write(info, encoded);
    out.write(encoded.toBytes());
    out.finish();
    return info;
  }

  private void ecosystems() throws IOException {
    out.begin(Section.ECOSYSTEMS);
    NavigableMap<String, Integer> keysOf = new TreeMap<>();
    for (PackageRows key : content.packages()) {
      keysOf.merge(key.ecosystem(), 1, Integer::sum);
      rowsOf.merge(key.ecosystem(), key.rows().size(), Integer::sum);
    }
    for (String ecosystem : keysOf.keySet()) {
      out.write(
          new ByteWriter()
              .text(ecosystem)
              .number(keysOf.getOrDefault(ecosystem, 0))
              .number(rowsOf.getOrDefault(ecosystem, 0))
              .toBytes());
    }
  }

  private void packages() throws IOException {
    out.begin(Section.PACKAGE_KEYS);
    long name = 0;
    long block = 0;
    for (PackageRows key : content.packages()) {
      out.write(entry(name, block));
      name += key.name().length();
      block += block(key.rows()).length;
    }
    out.write(entry(name, block));
    out.begin(Section.PACKAGE_NAMES);
    for (PackageRows key : content.packages()) {
      out.write(key.name().bytes());
    }
  }

  private void advisoryIds() throws IOException {
    out.begin(Section.ADVISORY_KEYS);
    long id = 0;
    long block = 0;
    for (int i = 0; i < links.size(); i++) {
      StagedRecord record = content.records().get(i);
      out.write(entry(id, block));
      id += Octets.utf8(record.id()).length();
      block += Integer.BYTES + record.advisory().length() + links.get(i).length();
    }
    out.write(entry(id, block));
    out.begin(Section.ADVISORY_IDS);
    for (StagedRecord record : content.records()) {
      out.write(Octets.utf8(record.id()).bytes());
    }
  }

  private void cves() throws IOException {
    out.begin(Section.CVE_KEYS);
    long name = 0;
    long block = 0;
    for (Map.Entry<Octets, CveFacts> cve : content.beside().facts().entrySet()) {
      out.write(entry(name, block));
      name += cve.getKey().length();
      block += block(cve.getValue()).length;
    }
    out.write(entry(name, block));
    out.begin(Section.CVE_NAMES);
    for (Octets cve : content.beside().facts().keySet()) {
      out.write(cve.bytes());
    }
  }

  private void lifeCycles() throws IOException {
    out.begin(Section.LIFE_CYCLES);
    for (LifeCycle cycle : content.beside().cycles()) {
      ByteWriter encoded = new ByteWriter();
      FactsCodec.write(cycle, encoded);
      out.write(encoded.toBytes());
    }
  }

  private static byte[] entry(long name, long block) throws IOException {
    if (Math.max(name, block) > LARGEST) {
      throw new IOException("the content is larger than the format's 4 GiB");
    }
    return new ByteWriter().fixed32((int) name).fixed32((int) block).toBytes();
  }

  private void rows() throws IOException {
    out.begin(Section.ROWS);
    for (PackageRows key : content.packages()) {
      out.write(block(key.rows()));
    }
  }

  private void advisories() throws IOException {
    out.begin(Section.ADVISORIES);
    for (int i = 0; i < links.size(); i++) {
      byte[] advisory = content.records().get(i).advisory().bytes();
      out.write(withChecksum(new ByteWriter().raw(advisory).raw(links.get(i).bytes()).toBytes()));
    }
  }

  private void facts() throws IOException {
    out.begin(Section.CVE_FACTS);
    for (CveFacts facts : content.beside().facts().values()) {
      out.write(block(facts));
    }
  }

  private static byte[] block(CveFacts facts) {
    ByteWriter block = new ByteWriter();
    FactsCodec.write(facts, block);
    return withChecksum(block.toBytes());
  }

  private static byte[] block(List<AdvisoryRow> rows) {
    ByteWriter block = new ByteWriter();
    int before = 0;
    for (AdvisoryRow row : rows) {
      block.number(row.advisory() - before).raw(row.row().bytes());
      before = row.advisory();
    }
    return withChecksum(block.toBytes());
  }

  private static byte[] withChecksum(byte[] content) {
    return new ByteWriter().fixed32(DatabaseFile.checksum(content)).raw(content).toBytes();
  }
}
