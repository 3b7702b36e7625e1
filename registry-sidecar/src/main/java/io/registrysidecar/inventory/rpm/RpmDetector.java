package io.registrysidecar.inventory.rpm;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.database.DatabaseFile;
import io.registrysidecar.inventory.database.SqliteDatabase;
import java.io.IOException;
import java.util.Map;

/**
 * Reads rpm's database of installed packages, in each of the formats that it has had: Berkeley DB,
 * rpm's own, and SQLite; and the list that takes its place where rpm itself is not in the image.
 */
public final class RpmDetector implements Detector {

  private static final Id ID = new Id("rpm", 3);

  /** What a path promises. */
  private enum Format {
    BERKELEY,
    NDB,
    SQLITE,
    SQLITE_LOG,
    MANIFEST
  }

  private static final Map<String, Format> FILES =
      Map.ofEntries(
          Map.entry("var/lib/rpm/Packages", Format.BERKELEY),
          Map.entry("var/lib/rpm/Packages.db", Format.NDB),
          Map.entry("var/lib/rpm/rpmdb.sqlite", Format.SQLITE),
          Map.entry("var/lib/rpm/rpmdb.sqlite-wal", Format.SQLITE_LOG),
          Map.entry("usr/lib/sysimage/rpm/Packages", Format.BERKELEY),
          Map.entry("usr/lib/sysimage/rpm/Packages.db", Format.NDB),
          Map.entry("usr/lib/sysimage/rpm/rpmdb.sqlite", Format.SQLITE),
          Map.entry("usr/lib/sysimage/rpm/rpmdb.sqlite-wal", Format.SQLITE_LOG),
          Map.entry("usr/share/rpm/rpmdb.sqlite", Format.SQLITE),
          Map.entry("usr/share/rpm/rpmdb.sqlite-wal", Format.SQLITE_LOG),
          Map.entry("var/lib/rpmmanifest/container-manifest-2", Format.MANIFEST));

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    Format format = FILES.get(path.value());
    if (format == null || size == 0) {
      return Want.NOTHING;
    }
    return switch (format) {
      case MANIFEST, SQLITE_LOG -> Want.STREAM;
      case BERKELEY, NDB, SQLITE -> Want.RANDOM_ACCESS;
    };
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    Format format = FILES.get(file.path().value());
    if (format == null) {
      throw new IllegalArgumentException("not asked for: " + file.path());
    }
    HeaderSink packages = header -> RpmPackage.tell(PackageHeader.parse(header), found);
    switch (format) {
      case BERKELEY -> BerkeleyHash.read(new DatabaseFile(file.channel()), packages);
      case NDB -> NdbDatabase.read(new DatabaseFile(file.channel()), packages);
      case SQLITE ->
          SqliteDatabase.read(
              new DatabaseFile(file.channel()), "Packages", row -> packages.header(row.bytes(1)));
      case MANIFEST -> ContainerManifest.read(new LineReader(file.stream()), found);
      case SQLITE_LOG ->
          found.incomplete(
              "rpm-log-unread",
              "the database of rpm packages was left with changes that are only in its log;"
                  + " packages that these concern may be missing from the result. Checkpoint the"
                  + " database when building the image: sqlite3 rpmdb.sqlite 'PRAGMA"
                  + " wal_checkpoint(TRUNCATE)'");
    }
  }
}
