package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.Osv;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Builds small databases for tests. */
public final class Databases {

  /** When every test database is built. */
  public static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

  private Databases() {}

  /** Imports the records to {@code file}. */
  public static ImportResult build(Path file, Osv... records) throws ImportFailed {
    return build(file, InstantSource.fixed(NOW), Osv.lines(List.of(records)));
  }

  /** Imports line-delimited records to {@code file}. */
  public static ImportResult build(Path file, InstantSource clock, byte[] lines)
      throws ImportFailed {
    return new AdvisoryImport(clock)
        .run("test.jsonl", new ByteArrayInputStream(lines), file, ImportProgress.NONE);
  }

  /** Imports the records, and all feed files in {@code dir}, to {@code file}. */
  public static ImportResult importAll(Path dir, Path file, Osv... records) throws IOException {
    Files.write(dir.resolve("test.jsonl"), Osv.lines(List.of(records)));
    return new AdvisoryImport(InstantSource.fixed(NOW))
        .run(List.of(dir), file, ImportProgress.NONE);
  }

  /** Imports the records below {@code dir}, and opens the result. */
  public static AdvisoryDatabase of(Path dir, Osv... records) throws IOException {
    Path file = dir.resolve("advisories.db");
    build(file, records);
    return AdvisoryDatabase.open(file);
  }
}
