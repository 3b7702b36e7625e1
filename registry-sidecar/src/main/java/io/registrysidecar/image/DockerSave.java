package io.registrysidecar.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.image.inflate.Compression;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedManifest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestParser;
import io.registrysidecar.oci.OciMediaTypes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code manifest.json} of {@code docker save}: which members are the configuration and the
 * layers. It says neither types, sizes nor digests; they are worked out here, and a manifest is
 * made of them, which stands for the one that the image has in a registry but is not it.
 */
final class DockerSave {

  private static final String MEMBER = "manifest.json";
  private static final int LARGEST = 1 << 20;
  private static final int MOST_LAYERS = 1000;

  private final ArchiveIndex archive;
  private final Map<Digest, String> members;
  private final Manifest manifest;

  private DockerSave(ArchiveIndex archive, Map<Digest, String> members, Manifest manifest) {
    this.archive = archive;
    this.members = Map.copyOf(members);
    this.manifest = manifest;
  }

  static DockerSave read(String image, ArchiveIndex archive) throws ImageException {
    if (!archive.has(MEMBER)) {
      throw notAnImage(image, "the archive has neither index.json nor manifest.json");
    }
    try {
      JsonNode images = BoundedJson.read(bytes(archive, MEMBER, LARGEST));
      if (images.size() != 1 || !images.isArray()) {
        throw notAnImage(
            image, "its manifest.json lists " + images.size() + " images; save one at a time");
      }
      return read(image, archive, images.get(0));
    } catch (IOException e) {
      throw Failures.unreadable(e, MEMBER, image);
    }
  }

  Manifest manifest() {
    return manifest;
  }

  InputStream open(Descriptor descriptor) throws IOException {
    String member = members.get(descriptor.digest());
    if (member == null) {
      throw new FileNotFoundException("the archive has no member " + descriptor.digest());
    }
    return archive.open(member);
  }

  private static DockerSave read(String image, ArchiveIndex archive, JsonNode entry)
      throws ImageException, IOException {
    String configMember = entry.path("Config").asText("");
    byte[] config = bytes(archive, configMember, SmallBlob.LARGEST);
    List<Digest> diffIds = ConfigParser.parse(config).diffIds();
    JsonNode layers = entry.path("Layers");
    if (layers.size() > MOST_LAYERS || layers.size() != diffIds.size()) {
      throw notAnImage(
          image,
          "its manifest.json lists "
              + layers.size()
              + " layers, its configuration "
              + diffIds.size());
    }
    Map<Digest, String> members = new HashMap<>();
    Descriptor configDescriptor = Descriptor.of(OciMediaTypes.DOCKER_CONFIG, config);
    members.put(configDescriptor.digest(), configMember);
    List<Descriptor> descriptors = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      String member = layers.get(i).asText("");
      Descriptor layer = layer(archive, member, diffIds.get(i));
      members.put(layer.digest(), member);
      descriptors.add(layer);
    }
    return new DockerSave(archive, members, manifest(image, configDescriptor, descriptors));
  }

  private static Descriptor layer(ArchiveIndex archive, String member, Digest diffId)
      throws IOException {
    try (InputStream content = archive.open(member)) {
      Compression compression = Compression.of(content.readNBytes(Compression.MAGIC));
      String type = "application/vnd.docker.image.rootfs.diff.tar";
      return compression == Compression.NONE
          ? Descriptor.of(type, diffId, archive.size(member))
          : Descriptor.of(type + "." + compression, digest(archive, member), archive.size(member));
    }
  }

  private static Digest digest(ArchiveIndex archive, String member) throws IOException {
    MessageDigest hash = Digest.Algorithm.SHA256.newMessageDigest();
    byte[] buffer = new byte[64 << 10];
    try (InputStream content = archive.open(member)) {
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        hash.update(buffer, 0, count);
      }
    }
    return Digest.of(Digest.Algorithm.SHA256, hash.digest());
  }

  private static Manifest manifest(String image, Descriptor config, List<Descriptor> layers)
      throws ImageException {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schemaVersion", 2).put("mediaType", OciMediaTypes.DOCKER_MANIFEST);
    put(root.putObject("config"), config);
    var array = root.putArray("layers");
    layers.forEach(layer -> put(array.addObject(), layer));
    try {
      return ManifestParser.parse(BoundedJson.write(root), OciMediaTypes.DOCKER_MANIFEST);
    } catch (MalformedManifest e) {
      throw Failures.malformed(e, image);
    }
  }

  private static void put(ObjectNode node, Descriptor descriptor) {
    node.put("mediaType", descriptor.mediaType())
        .put("size", descriptor.size())
        .put("digest", descriptor.digest().toString());
  }

  private static byte[] bytes(ArchiveIndex archive, String member, int limit) throws IOException {
    if (archive.size(member) > limit) {
      throw new IOException(member + " has more than " + limit + " bytes");
    }
    try (InputStream content = archive.open(member)) {
      return content.readAllBytes();
    }
  }

  private static ImageException notAnImage(String image, String reason) {
    return new ImageException(new ImageFailure.NotAnImage(image, reason));
  }
}
