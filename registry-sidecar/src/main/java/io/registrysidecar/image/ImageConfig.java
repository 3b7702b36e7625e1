package io.registrysidecar.image;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an image configuration says, as far as this program uses it (OCI image specification,
 * config.md). Read leniently: a field that is not what it should be counts as absent.
 *
 * @param platform what the image runs on; {@code unknown/unknown} where it does not say
 * @param created when it was made, or null
 * @param user the user that its process runs as, or null when it does not say
 * @param env the environment, each {@code NAME=value}
 * @param labels key to value
 * @param diffIds the digests of the uncompressed layers, lowest first
 * @param history how its layers were made, lowest first
 */
public record ImageConfig(
    Platform platform,
    @Nullable Instant created,
    @Nullable String user,
    List<String> env,
    Map<String, String> labels,
    List<Digest> diffIds,
    List<Step> history) {

  /** Copies the collections. */
  public ImageConfig {
    env = List.copyOf(env);
    labels = Map.copyOf(labels);
    diffIds = List.copyOf(diffIds);
    history = List.copyOf(history);
  }

  /**
   * One step of the image's history.
   *
   * @param created when, or null
   * @param createdBy the command, or null
   * @param emptyLayer whether the step made no layer
   */
  public record Step(@Nullable Instant created, @Nullable String createdBy, boolean emptyLayer) {}
}
