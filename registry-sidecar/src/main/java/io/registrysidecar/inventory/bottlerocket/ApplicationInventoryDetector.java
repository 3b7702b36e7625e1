package io.registrysidecar.inventory.bottlerocket;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.SourcePackage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code usr/share/bottlerocket/application-inventory.json}: an object whose member {@code
 * Content} lists the rpm packages that the system was put together from, in the manner of the AWS
 * Systems Manager inventory. The rpm database itself is not in the image.
 */
public final class ApplicationInventoryDetector implements Detector {

  private static final Id ID = new Id("bottlerocket", 1);
  private static final String PATH = "usr/share/bottlerocket/application-inventory.json";
  private static final Set<String> WANTED =
      Set.of("Name", "Publisher", "Version", "Release", "Epoch", "Architecture");

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    return value.endsWith(PATH)
            && (value.length() == PATH.length()
                || value.charAt(value.length() - PATH.length() - 1) == '/')
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    boolean[] seen = new boolean[1];
    BoundedJson.read(
        file.stream(),
        parser ->
            BoundedJson.members(
                parser,
                (key, value) -> {
                  if (key.equals("Content") && value.currentToken() == JsonToken.START_ARRAY) {
                    seen[0] = true;
                    packages(value, found);
                  }
                }));
    if (!seen[0]) {
      throw new MalformedEvidence("it has no list called Content");
    }
  }

  private static void packages(JsonParser parser, EvidenceSink found)
      throws IOException, MalformedEvidence {
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      Map<String, String> values = new HashMap<>();
      BoundedJson.members(
          parser,
          (key, value) -> {
            String text = WANTED.contains(key) ? text(value) : null;
            if (text != null) {
              values.putIfAbsent(key, text);
            }
          });
      tell(values, found);
    }
  }

  /** Epochs may be numbers. */
  private static @Nullable String text(JsonParser value) throws IOException {
    return value.currentToken() == JsonToken.VALUE_NUMBER_INT
        ? Integer.toString(value.getValueAsInt())
        : BoundedJson.text(value);
  }

  private static void tell(Map<String, String> values, EvidenceSink found) {
    String name = values.get("Name");
    String version = values.get("Version");
    if (name == null || version == null) {
      found.incomplete(
          "package-unnameable",
          "it lists a package without " + (name == null ? "name" : "version"));
      return;
    }
    String release = values.get("Release");
    String epoch = values.getOrDefault("Epoch", "0");
    String whole = release == null ? version : version + "-" + release;
    String complete = epoch.equals("0") ? whole : epoch + ":" + whole;
    found.found(
        PackageFact.of("rpm", null, name, complete)
            .ofArchitecture(values.get("Architecture"))
            .builtFrom(new SourcePackage(name, complete))
            .maintainedBy(values.get("Publisher")));
  }
}
