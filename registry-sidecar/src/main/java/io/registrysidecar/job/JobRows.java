package io.registrysidecar.job;

import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.store.NewJob;

/** Jobs as rows and back. */
final class JobRows {

  private JobRows() {}

  static NewJob row(Job job) {
    return new NewJob(
        job.kind(),
        job.registry(),
        job.repository(),
        job.reference().toString(),
        job.generation(),
        job.priority().rank(),
        job.payload());
  }

  static Job job(NewJob row) throws MalformedReference {
    return new Job(
        row.kind(),
        row.registry(),
        row.repository(),
        ManifestKey.parse(row.reference()),
        row.generation(),
        Priority.ofRank(row.priority()),
        row.payload());
  }
}
