package io.registrysidecar.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.audit.MalformedStatement;
import io.registrysidecar.audit.TrailEvents;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.verify.FoundSignature;
import io.registrysidecar.verify.SignedTrails;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses among the trails of an image. One that nobody trusted signed tells nothing. */
final class HistoryReader {

  private static final Comparator<History> BY_LENGTH =
      Comparator.comparingLong(history ->
          history.told().events().isEmpty() ? 0 : history.told().events().getLast().sequence());

  private final String name;
  private final Digest manifest;

  HistoryReader(Reference image, Digest manifest) {
    this.name = image.registry() + "/" + image.repository() + "@" + manifest;
    this.manifest = manifest;
  }

  History newest(List<FoundSignature> trails) throws CommandFailure {
    List<History> told = new ArrayList<>();
    List<String> rejected = new ArrayList<>();
    for (FoundSignature trail : trails) {
      if (SignedTrails.isTrusted(trail)) {
        try {
          told.add(read(trail));
        } catch (MalformedStatement e) {
          rejected.add(trail.holder() + ": " + e.getMessage());
        }
      } else {
        rejected.add(trail.holder() + ": " + trail.verification().detail());
      }
    }
    return told.stream()
        .max(BY_LENGTH)
        .orElseThrow(() ->
            new CommandFailure(
                Printable.of(
                    "show the history of "
                        + name
                        + (rejected.isEmpty()
                            ? ": the registry has no audit trail of it. The service writes one,"
                                + " and so does registry-sidecar scan --attach"
                            : ": no audit trail of it is by anybody who is trusted ("
                                + rejected.getFirst()
                                + "). Name the key of the service with --key, or under"
                                + " trust.attestation-keys"))));
  }

  private History read(FoundSignature trail) throws MalformedStatement {
    ObjectNode predicate = trail.statement().orElseThrow().predicate();
    TrailEvents events = TrailEvents.read(predicate);
    return new History(
        name,
        trail.holder(),
        trail.verification().detail(),
        Builds.of(predicate),
        Witnesses.of(predicate),
        events,
        events.check(manifest));
  }
}
