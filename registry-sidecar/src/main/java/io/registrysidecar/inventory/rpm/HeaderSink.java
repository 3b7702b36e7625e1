package io.registrysidecar.inventory.rpm;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;

/** Takes the header of each package that a database has, as rpm stored it. */
@FunctionalInterface
interface HeaderSink {

  void header(byte[] header) throws MalformedEvidence, IOException;
}
