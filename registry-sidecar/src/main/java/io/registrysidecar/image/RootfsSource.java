package io.registrysidecar.image;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedManifest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestParser;
import io.registrysidecar.oci.OciMediaTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A root file system, such as a mounted image, as an image of one layer. Its manifest,
 * configuration and digests are made up: they stand for what is there now, and change with it.
 */
final class RootfsSource implements ImageSource {

  private static final Map<String, String> ARCHITECTURES =
      Map.of("x86_64", "amd64", "aarch64", "arm64");

  private final String name;
  private final Path directory;
  private final Descriptor layer;
  private final byte[] config;

  /**
   * Looks at every file of {@code directory} but opens none.
   *
   * @throws ImageException if it is not a directory, or cannot be read
   */
  RootfsSource(String name, Path directory) throws ImageException {
    this.name = name;
    this.directory = directory;
    if (!Files.isDirectory(directory)) {
      throw new ImageException(
          new ImageFailure.NotAnImage(name, directory + " is not a directory"));
    }
    try {
      Digest digest = RootfsListing.digest(directory);
      this.layer = Descriptor.of("application/vnd.oci.image.layer.v1.tar", digest, 0);
    } catch (IOException e) {
      throw Failures.unreadable(e, "directory " + directory, name);
    }
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    String architecture = System.getProperty("os.arch", "unknown");
    root.put("os", "linux")
        .put("architecture", ARCHITECTURES.getOrDefault(architecture, architecture));
    root.putObject("rootfs").put("type", "layers").putArray("diff_ids").add(digest(layer));
    this.config = BoundedJson.write(root);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Manifest root() throws ImageException {
    Descriptor configDescriptor = Descriptor.of(OciMediaTypes.IMAGE_CONFIG, config);
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schemaVersion", 2).put("mediaType", OciMediaTypes.IMAGE_MANIFEST);
    put(root.putObject("config"), configDescriptor);
    put(root.putArray("layers").addObject(), layer);
    try {
      return ManifestParser.parse(BoundedJson.write(root), OciMediaTypes.IMAGE_MANIFEST);
    } catch (MalformedManifest e) {
      throw Failures.malformed(e, name);
    }
  }

  @Override
  public Manifest manifest(Descriptor descriptor) throws ImageException {
    throw new ImageException(
        new ImageFailure.Unreadable(
            name, "manifest " + descriptor.digest(), "a root file system has only one manifest"));
  }

  @Override
  public byte[] config(Descriptor descriptor) {
    return config.clone();
  }

  @Override
  public Layer layer(Descriptor descriptor, @Nullable Digest diffId) {
    return new RootfsLayer(name, directory.toAbsolutePath(), descriptor, diffId);
  }

  @Override
  public void close() {
    // Every file is closed where it was opened.
  }

  private static String digest(Descriptor descriptor) {
    return descriptor.digest().toString();
  }

  private static void put(ObjectNode node, Descriptor descriptor) {
    node.put("mediaType", descriptor.mediaType())
        .put("digest", descriptor.digest().toString())
        .put("size", descriptor.size());
  }
}
