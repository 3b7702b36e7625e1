package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.DatabaseInfo;
import java.util.List;

/**
 * What an import did.
 *
 * @param info of the new database
 * @param read how many records were read
 * @param withdrawn how many advisories were left out because their publishers took them back
 * @param rejected how many records were left out because they are malformed
 * @param examples the first of these
 */
public record ImportResult(
    DatabaseInfo info, long read, int withdrawn, long rejected, List<Rejected> examples) {

  /** Copies the list. */
  public ImportResult {
    examples = List.copyOf(examples);
  }

  /**
   * A malformed record.
   *
   * @param id its identifier, or where it stands when that could not be read
   * @param reason what is wrong with it
   */
  public record Rejected(String id, String reason) {}
}
