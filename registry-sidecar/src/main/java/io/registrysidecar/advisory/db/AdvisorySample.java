package io.registrysidecar.advisory.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * The few real advisories that ship with the program, so that it can show something without
 * network.
 */
public final class AdvisorySample {

  private static final String RESOURCE = "/io/registrysidecar/advisory/sample.jsonl.zst";

  private AdvisorySample() {}

  /**
   * Builds a database of the sample. It says of itself that it is one, and so does every result
   * that rests on it.
   *
   * @param target the database file to create or replace
   * @throws ImportFailed if the file cannot be written
   */
  public static ImportResult importTo(Path target, InstantSource clock) throws ImportFailed {
    try (InputStream in = AdvisorySample.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new ImportFailed(
            "import the sample advisories: %s is not on the class path. Build the program again."
                .formatted(RESOURCE));
      }
      return new AdvisoryImport(clock).runSample("sample.jsonl.zst", in, target);
    } catch (ImportFailed e) {
      throw e;
    } catch (IOException e) {
      throw new ImportFailed("import the sample advisories: " + e, e);
    }
  }
}
