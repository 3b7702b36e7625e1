package io.registrysidecar.sign.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whom to believe without keys of one's own: the logs and authorities of one sigstore instance, as
 * its {@code trusted_root.json} names them (protobuf-specs, {@code TrustedRoot}). Read from a file
 * of the configuration; nothing is fetched.
 */
public final class TrustedRoot {

  private static final String TYPE = "application/vnd.dev.sigstore.trustedroot";
  private static final int LARGEST = 1 << 20;
  private static final int MOST = 64;

  private final List<TransparencyLog> logs;
  private final List<TransparencyLog> certificateLogs;
  private final List<Authority> certificateAuthorities;
  private final List<Authority> timestampAuthorities;

  private TrustedRoot(JsonNode root) throws MalformedDocument {
    logs = logs(root, "tlogs");
    certificateLogs = logs(root, "ctlogs");
    certificateAuthorities = authorities(root, "certificateAuthorities");
    timestampAuthorities = authorities(root, "timestampAuthorities");
  }

  /**
   * Reads a trusted root.
   *
   * @throws MalformedDocument if it is not one, or one of its keys or certificates is not usable
   */
  public static TrustedRoot parse(byte[] json) throws MalformedDocument {
    JsonNode root = ProtoJson.read(json, LARGEST, "the trusted root");
    String type = ProtoJson.text(root, "mediaType");
    if (!type.startsWith(TYPE + "+json") && !type.startsWith(TYPE + ".v0.")) {
      throw new MalformedDocument("the trusted root has the unknown media type " + type);
    }
    return new TrustedRoot(root);
  }

  private static List<TransparencyLog> logs(JsonNode root, String name) throws MalformedDocument {
    List<TransparencyLog> logs = new ArrayList<>();
    for (JsonNode each : ProtoJson.list(root, name, MOST)) {
      try {
        logs.add(TransparencyLog.parse(each));
      } catch (MalformedDocument e) {
        throw new MalformedDocument(
            "the trusted root, %s[%d]: %s".formatted(name, logs.size(), e.reason()), e);
      }
    }
    return List.copyOf(logs);
  }

  private static List<Authority> authorities(JsonNode root, String name) throws MalformedDocument {
    List<Authority> authorities = new ArrayList<>();
    for (JsonNode each : ProtoJson.list(root, name, MOST)) {
      try {
        authorities.add(Authority.parse(each));
      } catch (MalformedDocument e) {
        throw new MalformedDocument(
            "the trusted root, %s[%d]: %s".formatted(name, authorities.size(), e.reason()), e);
      }
    }
    return List.copyOf(authorities);
  }

  Optional<TransparencyLog> log(String id) {
    return logs.stream().filter(log -> log.id().equals(id)).findFirst();
  }

  Optional<TransparencyLog> certificateLog(String id) {
    return certificateLogs.stream().filter(log -> log.id().equals(id)).findFirst();
  }

  List<Authority> certificateAuthorities() {
    return certificateAuthorities;
  }

  List<Authority> timestampAuthorities() {
    return timestampAuthorities;
  }
}
