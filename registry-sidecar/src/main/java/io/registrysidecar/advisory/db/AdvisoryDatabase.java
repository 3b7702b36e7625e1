package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.CveFacts;
import io.registrysidecar.advisory.DatabaseInfo;
import io.registrysidecar.advisory.LifeCycle;
import io.registrysidecar.advisory.PackageNames;
import io.registrysidecar.advisory.db.FileLayout.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An advisory database, open for looking things up: sorted tables, searched in the mapped file.
 *
 * <p>Immutable and safe for use by many threads. There is nothing to close: the mapping goes when
 * nobody holds the database any more, and a new file may replace the old one at any time.
 */
public final class AdvisoryDatabase {

  private final Path path;
  private final NameTable packages;
  private final NameTable advisories;
  private final NameTable cves;
  private final List<LifeCycle> lifeCycles = new ArrayList<>();
  private final Map<String, Keys> ecosystems = new HashMap<>();
  private final DatabaseInfo info;
  private volatile @Nullable ArtifactNames artifacts;

  /** The packages of one ecosystem: from {@code first} up to {@code end}. */
  private record Keys(int first, int end) {}

  private AdvisoryDatabase(DatabaseFile file) throws UnusableDatabase {
    this.path = file.path();
    this.packages = new NameTable(file, Section.PACKAGE_KEYS, Section.PACKAGE_NAMES, Section.ROWS);
    this.advisories =
        new NameTable(file, Section.ADVISORY_KEYS, Section.ADVISORY_IDS, Section.ADVISORIES);
    this.cves = new NameTable(file, Section.CVE_KEYS, Section.CVE_NAMES, Section.CVE_FACTS);
    ByteReader cycles = file.whole(Section.LIFE_CYCLES);
    while (cycles.hasMore()) {
      lifeCycles.add(FactsCodec.readCycle(cycles));
    }
    NavigableMap<String, Integer> rows = new TreeMap<>();
    ByteReader in = file.whole(Section.ECOSYSTEMS);
    int first = 0;
    while (in.hasMore()) {
      String ecosystem = in.text();
      int end = in.above(first, Integer.MAX_VALUE);
      ecosystems.put(ecosystem, new Keys(first, end));
      rows.put(ecosystem, in.count());
      first = end;
    }
    this.info = InfoCodec.read(file.whole(Section.INFO), rows);
    if (packages.size() != first || advisories.size() != info.records()) {
      throw UnusableDatabase.corrupt(path, "its tables do not have the promised lengths");
    }
  }

  /**
   * Opens a database file. Takes milliseconds, whatever its size.
   *
   * @throws UnusableDatabase if there is none, or it is not whole
   */
  public static AdvisoryDatabase open(Path file) throws UnusableDatabase {
    return new AdvisoryDatabase(DatabaseFile.open(file));
  }

  /** What the database says of itself. */
  public DatabaseInfo info() {
    return info;
  }

  /**
   * Everything known of one package.
   *
   * @param ecosystem with release where advisories have one: {@code Debian:12}, {@code npm}
   * @param name as the ecosystem writes it; spellings that the ecosystem holds equal find the same
   * @return in the order of their advisories' identifiers; empty when nothing is known
   * @throws UnusableDatabase if the file turns out to be damaged
   */
  public List<AffectedRow> affected(String ecosystem, String name) throws UnusableDatabase {
    Keys keys = ecosystems.get(PackageNames.ecosystem(ecosystem));
    if (keys == null) {
      return List.of();
    }
    int entry = packages.find(PackageNames.name(ecosystem, name), keys.first, keys.end);
    return entry < 0 ? List.of() : rows(entry);
  }

  /**
   * The coordinates {@code group:artifact} of Maven that are known of {@code artifact}, sorted.
   *
   * @throws UnusableDatabase if the file turns out to be damaged
   */
  public List<String> coordinates(String artifact) throws UnusableDatabase {
    Keys keys = ecosystems.get("Maven");
    if (keys == null) {
      return List.of();
    }
    ArtifactNames names = artifacts;
    if (names == null) {
      // Several threads may collect them at once; they get the same.
      names = ArtifactNames.of(packages, keys.first, keys.end);
      artifacts = names;
    }
    return names.of(artifact);
  }

  /**
   * The advisory that a row is from.
   *
   * @throws UnusableDatabase if the file turns out to be damaged
   */
  public Advisory advisory(AffectedRow row) throws UnusableDatabase {
    return advisory(row.advisory());
  }

  /**
   * An advisory by its own identifier; aliases are not looked at.
   *
   * @throws UnusableDatabase if the file turns out to be damaged
   */
  public Optional<Advisory> advisory(String id) throws UnusableDatabase {
    int entry = advisories.find(id, 0, info.records());
    return entry < 0 ? Optional.empty() : Optional.of(advisory(entry));
  }

  /**
   * What is known of a problem, whatever it affects.
   *
   * @throws UnusableDatabase if the file turns out to be damaged
   */
  public CveFacts facts(String cve) throws UnusableDatabase {
    int entry = cves.find(cve, 0, cves.size());
    return entry < 0 ? CveFacts.NONE : FactsCodec.readFacts(cves.block(entry));
  }

  /**
   * What is known of a problem, whatever it affects, by an advisory's link to it.
   *
   * @param facts {@link Links#facts} that is not {@link Links#SEVERAL}
   * @throws UnusableDatabase if the file turns out to be damaged
   */
  public CveFacts facts(int facts) throws UnusableDatabase {
    return facts < 0 ? CveFacts.NONE : FactsCodec.readFacts(cves.block(facts));
  }

  /**
   * An advisory by another's link to it, or null when that leads nowhere.
   *
   * @param link {@link Links#rated} or {@link Links#worded}
   * @throws UnusableDatabase if the file turns out to be damaged
   */
  public @Nullable Advisory linked(int link) throws UnusableDatabase {
    return link < 0 ? null : advisory(link);
  }

  /** How long releases are looked after, as far as imported tables say; sorted by product. */
  public List<LifeCycle> lifeCycles() {
    return Collections.unmodifiableList(lifeCycles);
  }

  /**
   * Reads every block, so that whatever is damaged shows.
   *
   * @throws UnusableDatabase if anything is
   */
  void verify() throws UnusableDatabase {
    for (int entry = 0; entry < advisories.size(); entry++) {
      advisory(entry);
    }
    for (int entry = 0; entry < cves.size(); entry++) {
      cves.name(entry);
      FactsCodec.readFacts(cves.block(entry));
    }
    for (int entry = 0; entry < packages.size(); entry++) {
      packages.name(entry);
      rows(entry);
    }
  }

  private Advisory advisory(int entry) throws UnusableDatabase {
    if (entry >= info.records()) {
      throw UnusableDatabase.corrupt(path, "a row names an advisory that does not exist");
    }
    return AdvisoryCodec.read(
        advisories.name(entry), advisories.block(entry), cves.size(), info.records());
  }

  private List<AffectedRow> rows(int entry) throws UnusableDatabase {
    ByteReader in = packages.block(entry);
    List<AffectedRow> rows = new ArrayList<>();
    int advisory = 0;
    while (in.hasMore()) {
      advisory = in.above(advisory, info.records());
      rows.add(RowCodec.read(advisory, in));
    }
    return rows;
  }
}
