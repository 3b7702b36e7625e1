package io.registrysidecar.scan;

import io.registrysidecar.advisory.vex.OpenVexWriter;
import io.registrysidecar.advisory.vex.VexMark;
import io.registrysidecar.advisory.vex.VexOrigin;
import io.registrysidecar.advisory.vex.VexProduct;
import io.registrysidecar.advisory.vex.VexStatement;
import io.registrysidecar.store.StoredVex;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/**
 * A statement of an operator, as far as it is about one image.
 *
 * @param stored the statement
 * @param targets the manifests that it is about: the image itself, of an index its platforms, and
 *     of a platform the index that the statement was made of
 */
public record StatedVex(StoredVex stored, List<OpenVexWriter.Target> targets) {

  /** Copies the targets. */
  public StatedVex {
    targets = List.copyOf(targets);
  }

  /** As judgements want it. */
  VexStatement statement() {
    VexMark mark = stored.mark();
    List<String> parts = mark.component() == null ? List.of() : List.of(mark.component());
    return new VexStatement(
        Set.of(mark.vulnerability()),
        targets.stream()
            .map(target -> new VexProduct(List.of(target.digest().toString()), Set.of(), parts))
            .toList(),
        mark.status(),
        mark.justification(),
        mark.impact(),
        mark.action(),
        stored.since(),
        new VexOrigin(
            "",
            mark.author(),
            "statement "
                + stored.id()
                + " of this service"
                + (mark.expires() == null
                    ? ""
                    : " (until " + mark.expires().truncatedTo(ChronoUnit.SECONDS) + ")")));
  }

  /** As others read it. */
  OpenVexWriter.Entry entry() {
    return new OpenVexWriter.Entry(stored.mark(), stored.since(), targets);
  }
}
