package io.registrysidecar.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The steps that lead to today's schema, in order. A step that was released is never edited: what
 * changes is a new step.
 *
 * <p>The SQL is that which SQLite and PostgreSQL share ({@code BIGINT}, {@code TEXT}, {@code
 * BOOLEAN} and {@code BYTEA} mean the right thing to both), but for two words: {@code ${identity}}
 * stands for the type of a key that the database numbers, {@code ${clustered}} for what says that a
 * table is stored in the order of its key.
 */
final class Migrations {

  private static final List<String> FILES =
      List.of(
          "001-inbox.sql",
          "002-job.sql",
          "003-image.sql",
          "004-evidence.sql",
          "005-component.sql",
          "006-publication.sql",
          "007-scan.sql",
          "008-chain.sql",
          "009-audit.sql",
          "010-sighting.sql",
          "011-settled.sql",
          "012-vex.sql",
          "013-no-inventories.sql",
          "014-unasked.sql");

  private Migrations() {}

  /** All steps, the first one with version 1. */
  static List<Migration> all() {
    return IntStream.range(0, FILES.size())
        .mapToObj(i -> new Migration(i + 1, FILES.get(i), read(FILES.get(i))))
        .toList();
  }

  private static String read(String file) {
    try (InputStream in = Migrations.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its own file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("read the program's own file " + file, e);
    }
  }
}
