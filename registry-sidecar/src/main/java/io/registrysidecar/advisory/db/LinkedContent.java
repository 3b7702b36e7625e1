package io.registrysidecar.advisory.db;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the {@link Links} of all advisories that go into a database. */
final class LinkedContent {

  private static final Path STAGED = Path.of("staged records");

  private final DatabaseContent content;
  private final Map<String, Integer> cves = new HashMap<>();
  private final Map<String, Integer> advisories = new HashMap<>();

  private LinkedContent(DatabaseContent content) {
    this.content = content;
    content.beside().facts().keySet().forEach(cve -> cves.put(cve.text(), cves.size()));
    content.records().forEach(record -> advisories.put(record.id(), advisories.size()));
  }

  /** Encoded, one for each record. */
  static List<Octets> linksOf(DatabaseContent content) throws IOException {
    LinkedContent linked = new LinkedContent(content);
    List<Octets> links = new ArrayList<>(content.records().size());
    Map<Octets, Octets> same = new HashMap<>();
    for (int i = 0; i < content.records().size(); i++) {
      ByteWriter encoded = new ByteWriter();
      AdvisoryCodec.writeLinks(
          Links.of(linked.read(i), linked.cves, linked.advisories, linked::read), encoded);
      Octets bytes = new Octets(encoded.toBytes());
      links.add(same.computeIfAbsent(bytes, any -> bytes));
    }
    return links;
  }

  /** Read whenever it is needed: all of them at once would not fit. */
  private Advisory read(int entry) {
    StagedRecord record = content.records().get(entry);
    try {
      return AdvisoryCodec.readUnlinked(
          record.id(), new ByteReader(STAGED, record.advisory().bytes()));
    } catch (UnusableDatabase e) {
      throw new IllegalStateException("an advisory that was written a moment ago", e);
    }
  }
}
