package io.registrysidecar.e2e.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes small images as OCI layouts, for real clients to push. */
public final class LayoutBuilder {

  /** The tag that every layout has. */
  public static final String TAG = "latest";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  private final List<Map<String, byte[]>> layers = new ArrayList<>();
  private final Map<String, String> labels = new LinkedHashMap<>();

  private LayoutBuilder() {}

  /** An image without layers. */
  public static LayoutBuilder image() {
    return new LayoutBuilder();
  }

  /** An image without layers whose {@code manifest.json} and {@code config.json} are given. */
  public static Layout of(Path folder, Path given) throws IOException {
    Files.createDirectories(folder.resolve("blobs/sha256"));
    blob(folder, CONFIG, Files.readAllBytes(given.resolve("config.json")));
    return finish(
        folder, blob(folder, MANIFEST, Files.readAllBytes(given.resolve("manifest.json"))));
  }

  /** An image of Debian 12 with packages written as {@code name=version}. */
  public static LayoutBuilder debian12(String... packages) {
    StringBuilder status = new StringBuilder();
    for (String one : packages) {
      String[] parts = one.split("=", 2);
      status.append(
          """
          Package: %s
          Status: install ok installed
          Maintainer: Debian Maintainers <maintainers@debian.example>
          Architecture: amd64
          Version: %s

          """
              .formatted(parts[0], parts[1]));
    }
    return image()
        .layer(
            Map.of(
                "etc/os-release",
                """
                PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
                NAME="Debian GNU/Linux"
                VERSION_ID="12"
                VERSION_CODENAME=bookworm
                ID=debian
                """
                    .getBytes(StandardCharsets.UTF_8),
                "var/lib/dpkg/status",
                status.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** Adds a layer of files. */
  public LayoutBuilder layer(Map<String, byte[]> files) {
    layers.add(files);
    return this;
  }

  /** Adds a label; two images that differ in a label have different digests. */
  public LayoutBuilder label(String key, String value) {
    labels.put(key, value);
    return this;
  }

  /** Writes the image for linux/amd64. */
  public Layout write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("blobs/sha256"));
    return finish(folder, manifest(folder, "amd64"));
  }

  /**
   * Writes an index of the image for every architecture, and an attestation entry as build tools
   * add it.
   */
  public Layout writeIndex(Path folder, List<String> architectures) throws IOException {
    Files.createDirectories(folder.resolve("blobs/sha256"));
    ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", INDEX);
    ArrayNode manifests = index.putArray("manifests");
    List<String> children = new ArrayList<>();
    for (String architecture : architectures) {
      ObjectNode entry = manifest(folder, architecture);
      children.add(entry.path("digest").asText());
      entry.putObject("platform").put("os", "linux").put("architecture", architecture);
      manifests.add(entry);
    }
    ObjectNode attestation = attestation(folder);
    attestation.putObject("platform").put("os", "unknown").put("architecture", "unknown");
    attestation
        .putObject("annotations")
        .put("vnd.docker.reference.type", "attestation-manifest")
        .put("vnd.docker.reference.digest", children.getFirst());
    manifests.add(attestation);
    Layout layout = finish(folder, blob(folder, INDEX, JSON.writeValueAsBytes(index)));
    return new Layout(folder, layout.digest(), List.copyOf(children));
  }

  /** What build tools add to an index about an image: an image manifest of platform unknown. */
  private static ObjectNode attestation(Path folder) throws IOException {
    byte[] config =
        "{\"architecture\":\"unknown\",\"os\":\"unknown\"}".getBytes(StandardCharsets.UTF_8);
    byte[] statement = "{\"predicateType\":\"example\"}".getBytes(StandardCharsets.UTF_8);
    ObjectNode manifest =
        JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MANIFEST);
    manifest.set("config", blob(folder, CONFIG, config));
    manifest.putArray("layers").add(blob(folder, "application/vnd.in-toto+json", statement));
    return blob(folder, MANIFEST, JSON.writeValueAsBytes(manifest));
  }

  private static Layout finish(Path folder, ObjectNode root) throws IOException {
    ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", INDEX);
    root.putObject("annotations").put("org.opencontainers.image.ref.name", TAG);
    index.putArray("manifests").add(root);
    Files.write(folder.resolve("index.json"), JSON.writeValueAsBytes(index));
    Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    return new Layout(folder, root.path("digest").asText(), List.of());
  }

  private ObjectNode manifest(Path folder, String architecture) throws IOException {
    ObjectNode config =
        JSON.createObjectNode()
            .put("architecture", architecture)
            .put("os", "linux")
            .put("created", "2025-01-02T03:04:05Z");
    ObjectNode run = config.putObject("config");
    ObjectNode allLabels = run.putObject("Labels");
    labels.forEach(allLabels::put);
    ArrayNode diffIds = config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
    ObjectNode manifest =
        JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MANIFEST);
    List<ObjectNode> descriptors = new ArrayList<>();
    for (Map<String, byte[]> files : layers) {
      byte[] tar = tar(files);
      diffIds.add(sha256(tar));
      descriptors.add(blob(folder, "application/vnd.oci.image.layer.v1.tar+gzip", gzip(tar)));
    }
    manifest.set("config", blob(folder, CONFIG, JSON.writeValueAsBytes(config)));
    ArrayNode all = manifest.putArray("layers");
    descriptors.forEach(all::add);
    return blob(folder, MANIFEST, JSON.writeValueAsBytes(manifest));
  }

  private static ObjectNode blob(Path folder, String mediaType, byte[] content) throws IOException {
    String digest = sha256(content);
    Files.write(folder.resolve("blobs").resolve(digest.replace(':', '/')), content);
    return JSON.createObjectNode()
        .put("mediaType", mediaType)
        .put("digest", digest)
        .put("size", content.length);
  }

  private static byte[] tar(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : new java.util.TreeMap<>(files).entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static String sha256(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * An OCI layout on disk.
   *
   * @param folder where it is
   * @param digest of the image or index
   * @param children digests of the runnable platform manifests when it is an index
   */
  public record Layout(Path folder, String digest, List<String> children) {}
}
