package io.registrysidecar.advisory.feed;

import java.io.IOException;

/** Takes the records of a feed as they stream by. */
public interface RecordSink {

  /** A record. The sink may keep it. */
  void record(RawRecord record) throws IOException;

  /** An advisory in another format than OSV's, read already. */
  void advisory(OsvRecord record) throws IOException;

  /** Something that is known beside advisories. */
  void enrichment(Enrichment entry) throws IOException;

  /** A record that could not even be handed over, such as one beyond the size limit. */
  void rejected(MalformedRecord record);

  /** A file that was read to its end. */
  void fileDone(String name);
}
