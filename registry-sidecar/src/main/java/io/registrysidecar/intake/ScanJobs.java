package io.registrysidecar.intake;

import io.registrysidecar.job.Job;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import org.jspecify.annotations.Nullable;

/** Makes the job that scans a manifest. */
@FunctionalInterface
public interface ScanJobs {

  /**
   * The job.
   *
   * @param registry the registry's configured name
   * @param wish tells this wish from the same one before, where the manifest is named by a tag and
   *     may be another one by now; null where it is named by its digest, because then one scan
   *     answers all wishes
   */
  Job job(
      String registry,
      RepositoryName repository,
      ManifestKey manifest,
      Priority priority,
      @Nullable String wish);
}
