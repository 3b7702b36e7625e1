package io.registrysidecar.cli;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.publish.PublishedImage;
import io.registrysidecar.schema.AnnotationKeys;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The referrers of an image, and the annotations that say what they are. */
final class ReferrersTable {

  /** What a bundle attests, by its own word. */
  private static final String PREDICATE_TYPE = "dev.sigstore.bundle.predicateType";

  private final Reference image;

  ReferrersTable(Reference image) {
    this.image = image;
  }

  /** The table, ending with an empty line. */
  String of(PublishedImage published) {
    StringBuilder table = new StringBuilder();
    table
        .append("Referrers of ")
        .append(name())
        .append('@')
        .append(published.manifest().digest())
        .append('\n');
    append(table, published.referrers(), "  ");
    for (PublishedImage platform : published.platforms()) {
      table
          .append("  ")
          .append(platform.platform() == null ? "manifest" : platform.platform())
          .append(' ')
          .append(platform.manifest().digest())
          .append('\n');
      append(table, platform.referrers(), "    ");
    }
    return table.append('\n').toString();
  }

  private String name() {
    return image.registry() + "/" + image.repository();
  }

  private static void append(StringBuilder table, List<Descriptor> referrers, String indent) {
    if (referrers.isEmpty()) {
      table.append(indent).append("none\n");
    }
    for (Descriptor referrer : referrers) {
      String type = referrer.artifactType() == null ? "(no type)" : referrer.artifactType();
      table
          .append(indent)
          .append(Printable.of(type))
          .append("  ")
          .append(referrer.digest())
          .append('\n');
      summary(referrer)
          .forEach((key, value) ->
              table
                  .append(indent)
                  .append("    ")
                  .append(Printable.of(key))
                  .append(": ")
                  .append(Printable.of(value))
                  .append('\n'));
    }
  }

  private static Map<String, String> summary(Descriptor referrer) {
    Map<String, String> summary = new TreeMap<>();
    referrer
        .annotations()
        .forEach((key, value) -> {
          if (key.startsWith(AnnotationKeys.PREFIX) || key.equals(PREDICATE_TYPE)) {
            summary.put(key, value);
          }
        });
    return summary;
  }
}
