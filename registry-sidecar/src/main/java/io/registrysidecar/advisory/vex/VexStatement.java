package io.registrysidecar.advisory.vex;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of products and one vulnerability.
 *
 * @param vulnerabilities its names, at least one
 * @param products what it is said of
 * @param justification the word for why a product is not affected, or null
 * @param impact the same in prose, or null
 * @param action what users should do, or null
 * @param time when it was said last; of several statements the latest counts
 */
public record VexStatement(
    Set<String> vulnerabilities,
    List<VexProduct> products,
    VexStatus status,
    @Nullable String justification,
    @Nullable String impact,
    @Nullable String action,
    Instant time,
    VexOrigin origin) {

  /** Copies the collections. */
  public VexStatement {
    vulnerabilities = Set.copyOf(vulnerabilities);
    products = List.copyOf(products);
  }

  /** The same, of a document that is attached to the image. */
  public VexStatement attached() {
    return new VexStatement(
        vulnerabilities,
        products,
        status,
        justification,
        impact,
        action,
        time,
        new VexOrigin(origin.document(), origin.author(), origin.source(), true));
  }

  /** One sentence for people: what is said, why, what to do, by whom and when. */
  public String sentence() {
    StringBuilder text = new StringBuilder(status.word());
    if (justification != null) {
      text.append(": ").append(justification);
    }
    if (impact != null) {
      text.append(justification == null ? ": " : "; ").append(impact);
    }
    if (action != null && status == VexStatus.AFFECTED) {
      text.append("; action: ").append(action);
    }
    text.append(" (").append(origin);
    if (!time.equals(Instant.EPOCH)) {
      text.append(", ").append(time);
    }
    return text.append(")").toString();
  }
}
