package io.registrysidecar.inventory.program;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * What cargo-auditable leaves in a program: the crates that it was built of, as zlib-compressed
 * JSON in a section of its own. Crates that only ran during the build are not in the program.
 */
final class RustDependencies {

  private static final String SECTION = ".dep-v0";
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_UNPACKED = 32 << 20;
  private static final int MOST_CRATES = 50_000;

  private @Nullable String name;
  private @Nullable String version;
  private @Nullable String kind;

  private RustDependencies() {}

  static void tell(Executable program, FilePart file, EvidenceSink found)
      throws MalformedEvidence, IOException {
    byte[] packed = program.sections().content(SECTION, file, MOST_BYTES);
    if (packed.length == 0) {
      return;
    }
    try (InputStream unpacked =
        BoundedStream.of(
            new InflaterInputStream(new ByteArrayInputStream(packed)), MOST_UNPACKED)) {
      BoundedJson.read(unpacked, parser -> document(parser, found));
    } catch (ZipException e) {
      throw new MalformedEvidence("its list of crates cannot be unpacked", e);
    }
  }

  private static void document(JsonParser parser, EvidenceSink found)
      throws IOException, MalformedEvidence {
    int[] count = {0};
    BoundedJson.members(
        parser,
        (key, value) -> {
          if (key.equals("packages") && value.currentToken() == JsonToken.START_ARRAY) {
            while (value.nextToken() != JsonToken.END_ARRAY && count[0]++ < MOST_CRATES) {
              new RustDependencies().crate(value, found);
            }
          }
        });
  }

  private void crate(JsonParser parser, EvidenceSink found) throws IOException, MalformedEvidence {
    BoundedJson.members(
        parser,
        (key, value) -> {
          switch (key) {
            case "name" -> name = BoundedJson.text(value);
            case "version" -> version = BoundedJson.text(value);
            case "kind" -> kind = BoundedJson.text(value);
            default -> {
              // Where it came from and what it needs does not matter.
            }
          }
        });
    if (name != null && version != null && !"build".equals(kind)) {
      found.found(PackageFact.of("cargo", null, name, version));
    }
  }
}
