package io.registrysidecar.cli;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.verify.Found;
import io.registrysidecar.verify.FoundSignature;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** Who signed an image, for people. */
final class FoundText {

  private FoundText() {}

  static String of(Reference image, Found found) {
    StringBuilder text = new StringBuilder();
    Digest wanted = found.image().self().digest();
    text.append(image.registry() + "/" + image.repository() + "@" + wanted).append('\n');
    Set<Digest> objects = new LinkedHashSet<>();
    objects.add(wanted);
    found.signatures().forEach(signature -> objects.add(signature.object()));
    for (Digest object : objects) {
      object(text, found, object);
    }
    found.notes().forEach(note -> text.append("note: " + Printable.of(note)).append('\n'));
    text.append(
        found.isReleased()
            ? "signed by somebody who is trusted for releases\n"
            : "no signature of the image by anybody who is trusted for releases\n");
    return text.toString();
  }

  private static void object(StringBuilder text, Found found, Digest object) {
    boolean index = found.image() instanceof Manifest.Index;
    boolean wanted = object.equals(found.image().self().digest());
    text.append("on " + (index == wanted ? "index " : "manifest ") + object).append('\n');
    boolean none = true;
    for (FoundSignature signature : found.signatures()) {
      if (signature.object().equals(object)) {
        none = false;
        line(signature).lines().forEach(line -> text.append(Printable.of(line)).append('\n'));
      }
    }
    if (none) {
      text.append("  nothing is signed\n");
    }
  }

  /** The verdict in one line, and where it is in the next. */
  private static String line(FoundSignature signature) {
    String says = signature.says();
    return "  %-9s  %-18s  %s%s%n             %s"
        .formatted(
            word(signature.verification()),
            signature.kind().word(),
            says == null ? "of an unknown kind" : says.isEmpty() ? "image signature" : says,
            verdict(signature),
            signature.holder());
  }

  private static String verdict(FoundSignature signature) {
    String detail = signature.verification().detail();
    return switch (signature.verification()) {
      case Verification.Trusted _ ->
          " by %s, trusted for %s%s%s"
              .formatted(
                  detail,
                  String.join(", ", new TreeSet<>(signature.roles())),
                  signature.covers() ? "" : ", about this object alone",
                  signature
                      .overridden()
                      .map(why -> ", although its policy was not met: " + why)
                      .orElse(""));
      case Verification.Untrusted untrusted ->
          (untrusted.signer().isEmpty() ? ": " : " by " + untrusted.signer() + ": ") + detail;
      case Verification.Invalid _ -> ": " + detail;
    };
  }

  static String word(Verification verification) {
    return switch (verification) {
      case Verification.Trusted _ -> "trusted";
      case Verification.Untrusted _ -> "untrusted";
      case Verification.Invalid _ -> "invalid";
    };
  }
}
