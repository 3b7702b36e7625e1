package io.registrysidecar.audit;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Platform;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an image came from and what happened to it since: the content of the predicate type {@value
 * io.registrysidecar.schema.PredicateTypes#AUDIT_TRAIL}.
 *
 * <p>In a report there is the part that stays equal while what is in the registry does: without
 * tags, events and predecessor.
 *
 * @param repository registry host and repository as they are addressed
 * @param digest the digest of the manifest
 * @param platform what the image runs on, or null
 * @param tags tags that name it now
 * @param origin where it came from
 * @param events what happened to it, oldest first
 * @param previous the digest of the artifact with the trail that this one replaces, or null
 */
public record AuditTrail(
    String repository,
    Digest digest,
    @Nullable Platform platform,
    List<String> tags,
    Origin origin,
    List<AuditEvent> events,
    @Nullable Digest previous) {

  /** Copies the lists. */
  public AuditTrail {
    tags = tags.stream().sorted().distinct().toList();
    events = List.copyOf(events);
  }

  /** The part of a trail that goes into a report. */
  public static AuditTrail ofReport(
      String repository, Digest digest, @Nullable Platform platform, Origin origin) {
    return new AuditTrail(repository, digest, platform, List.of(), origin, List.of(), null);
  }

  /** As a JSON object; equal trails give equal objects. */
  public Map<String, Object> toMap() {
    return TrailJson.map(TrailJson.of(this));
  }

  /**
   * The whole trail, from the part of it that is in a report: the predicate of the attestation, as
   * JSON without white space.
   *
   * @param part the report's {@code audit}; where it is empty, only the image's name is added
   * @param tags tags that name the image now
   * @param events what happened to it, oldest first
   * @param previous the digest of the artifact with the trail that this one replaces, or null
   */
  public static byte[] predicate(
      Map<String, Object> part,
      String repository,
      Digest digest,
      List<String> tags,
      List<AuditEvent> events,
      @Nullable Digest previous) {
    return TrailJson.complete(part, repository, digest, tags, events, previous);
  }
}
