package io.registrysidecar.admission;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.VerdictResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an image may run, and why.
 *
 * @param image the reference as it was written
 * @param target the image, or null when it is not looked after
 * @param digest what was judged, or null when that could not be found out
 * @param ground what the decision rests on
 * @param allowed whether it may run
 * @param verdict what the policy says
 * @param reasons why the verdict is what it is, the most important first
 * @param warnings what somebody should hear although it may run
 * @param failure why nothing could be found out, or empty
 * @param known the verdict in full, or null when there is none
 */
record ImageAnswer(
    String image,
    @Nullable Target target,
    @Nullable Digest digest,
    Decided.Ground ground,
    boolean allowed,
    VerdictResult verdict,
    List<String> reasons,
    List<String> warnings,
    String failure,
    @Nullable KnownVerdict known) {

  private static final int MOST_REASONS = 5;

  ImageAnswer {
    reasons = List.copyOf(reasons);
    warnings = List.copyOf(warnings);
  }

  /** One line for the person whose request is refused, whatever was written as a reference. */
  String message() {
    return line().replaceAll("\\p{Cntrl}", "?");
  }

  private String line() {
    StringBuilder line = new StringBuilder(image);
    if (digest != null && image.indexOf('@') < 0) {
      line.append(" (").append(digest).append(')');
    }
    line.append(": ");
    if (!failure.isEmpty()) {
      return line.append(failure).toString();
    }
    line.append(verdict.word());
    String separator = ": ";
    for (String reason : reasons.subList(0, Math.min(MOST_REASONS, reasons.size()))) {
      line.append(separator).append(reason);
      separator = "; ";
    }
    if (reasons.size() > MOST_REASONS) {
      line.append("; and ").append(reasons.size() - MOST_REASONS).append(" more");
    }
    return line.toString();
  }
}
