package io.registrysidecar.inventory.lock;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.io.InputStream;

/** One format of lock files. */
interface LockFormat {

  /** The most packages that are taken from a file. */
  int MOST = 50_000;

  /** How files of this format are called. */
  String fileName();

  /**
   * Tells what a file lists.
   *
   * @throws MalformedEvidence if it is not of this format
   */
  void read(InputStream content, EvidenceSink found) throws MalformedEvidence, IOException;
}
