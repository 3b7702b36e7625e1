package io.registrysidecar.advisory.db;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How the file is laid out. Numbers of fixed width are little-endian.
 *
 * <pre>
 * header        magic (8), format (4), unused (4), file length (8),
 *               then for each section offset (8), length (8), CRC-32C (4), unused (4); last the CRC-32C of all that (4)
 * ECOSYSTEMS    each ecosystem with its count of packages and of rows, sorted
 * PACKAGE_KEYS  one entry for each package, sorted by ecosystem, then name, and one beyond the last:
 *               where its name begins in PACKAGE_NAMES (4), where its block begins in ROWS (4)
 * PACKAGE_NAMES the names, one after another
 * ADVISORY_KEYS one entry for each advisory, sorted by identifier, and one beyond the last:
 *               where its identifier begins in ADVISORY_IDS (4), where its block begins in ADVISORIES (4)
 * ADVISORY_IDS  the identifiers, one after another
 * CVE_KEYS      the same for CVE identifiers: CVE_NAMES, CVE_FACTS
 * CVE_NAMES     the identifiers, one after another
 * LIFE_CYCLES   how long releases are looked after, {@link FactsCodec}
 * ROWS          blocks: CRC-32C (4), then rows: number of the advisory less that of the row before, then {@link RowCodec}
 * ADVISORIES    blocks: CRC-32C (4), then {@link AdvisoryCodec}, last its {@link Links}
 * CVE_FACTS     blocks: CRC-32C (4), then {@link FactsCodec}
 * INFO          version, dates, feeds
 * </pre>
 *
 * <p>Opening verifies the header and every section but ROWS, ADVISORIES and CVE_FACTS; a block of
 * these is verified whenever it is read. So no octet can change without an error, and opening does
 * not read the bulk of the file.
 */
final class FileLayout {

  static final byte[] MAGIC = "RSCADVDB".getBytes(StandardCharsets.US_ASCII);
  static final int FORMAT = 5;

  static final List<Section> SECTIONS = List.of(Section.values());

  static final int SECTION_TABLE = 24;
  static final int SECTION_ENTRY = 24;
  static final int HEADER = SECTION_TABLE + SECTIONS.size() * SECTION_ENTRY + 4;

  private FileLayout() {}

  /** The sections, in the order in which they lie in the file. */
  enum Section {
    ECOSYSTEMS,
    PACKAGE_KEYS,
    PACKAGE_NAMES,
    ADVISORY_KEYS,
    ADVISORY_IDS,
    CVE_KEYS,
    CVE_NAMES,
    LIFE_CYCLES,
    ROWS,
    ADVISORIES,
    CVE_FACTS,
    INFO;

    /** Whether each block has its own checksum, so that the section need not be read as a whole. */
    boolean inBlocks() {
      return this == ROWS || this == ADVISORIES || this == CVE_FACTS;
    }

    /** Whether the section decides the version of the database. */
    boolean isContent() {
      return this != INFO;
    }
  }
}
