package io.registrysidecar.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.OciMediaTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** An image in the making. */
public final class ImageBuilder {

  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

  private final List<Descriptor> layers = new ArrayList<>();
  private final List<Digest> diffIds = new ArrayList<>();
  private final Map<Digest, byte[]> blobs = new HashMap<>();
  private String labels = "";
  private String platform = "\"os\":\"linux\",\"architecture\":\"amd64\"";

  ImageBuilder() {}

  /** Adds a layer, compressed with gzip, upon those there are. */
  public ImageBuilder layer(LayerContent... contents) {
    byte[] tar = tar(contents);
    return layer(LAYER + "+gzip", gzip(tar), Digest.sha256(tar));
  }

  /** Adds a layer compressed with zstd. */
  public ImageBuilder zstdLayer(LayerContent... contents) {
    byte[] tar = tar(contents);
    return layer(LAYER + "+zstd", Zstd.compress(tar), Digest.sha256(tar));
  }

  /** Adds a layer that is not compressed. */
  public ImageBuilder plainLayer(LayerContent... contents) {
    byte[] tar = tar(contents);
    return layer(LAYER, tar, Digest.sha256(tar));
  }

  /** Adds a layer of any bytes. */
  public ImageBuilder layer(String mediaType, byte[] bytes, Digest diffId) {
    return layer(Descriptor.of(mediaType, bytes), bytes, diffId);
  }

  /** Adds a layer of any bytes, with all that its descriptor says. */
  public ImageBuilder layer(Descriptor descriptor, byte[] bytes, Digest diffId) {
    layers.add(descriptor);
    diffIds.add(diffId);
    blobs.put(descriptor.digest(), bytes);
    return this;
  }

  /** Says what the image runs on; {@code linux/amd64} if nobody does. */
  public ImageBuilder platform(String os, String architecture) {
    platform = "\"os\":\"%s\",\"architecture\":\"%s\"".formatted(os, architecture);
    return this;
  }

  /** Adds a label to the configuration. */
  public ImageBuilder label(String key, String value) {
    labels += (labels.isEmpty() ? "" : ",") + "\"%s\":\"%s\"".formatted(key, value);
    return this;
  }

  /** The image. */
  public TestImage build() {
    byte[] config =
        "{%s,\"created\":\"2026-01-01T00:00:00Z\",\"config\":{%s},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[%s]}}"
            .formatted(
                platform,
                labels.isEmpty() ? "" : "\"Labels\":{" + labels + "}",
                diffIds.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(",")))
            .getBytes(UTF_8);
    Descriptor configDescriptor = Descriptor.of(OciMediaTypes.IMAGE_CONFIG, config);
    blobs.put(configDescriptor.digest(), config);
    byte[] manifest =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
            .formatted(
                OciMediaTypes.IMAGE_MANIFEST,
                json(configDescriptor),
                layers.stream().map(ImageBuilder::json).collect(Collectors.joining(",")))
            .getBytes(UTF_8);
    return new TestImage(
        manifest,
        Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, manifest),
        configDescriptor,
        List.copyOf(layers),
        Map.copyOf(blobs));
  }

  /** A tar of {@code contents}. */
  public static byte[] tar(LayerContent... contents) {
    LayerBuilder layer = new LayerBuilder();
    for (LayerContent content : contents) {
      content.addTo(layer);
    }
    return layer.build();
  }

  /** {@code bytes} compressed with gzip. */
  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  /** A descriptor as manifests write it. */
  public static String json(Descriptor descriptor) {
    String annotations =
        descriptor.annotations().entrySet().stream()
            .map(entry -> "\"%s\":\"%s\"".formatted(entry.getKey(), entry.getValue()))
            .sorted()
            .collect(Collectors.joining(","));
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d%s}"
        .formatted(
            descriptor.mediaType(),
            descriptor.digest(),
            descriptor.size(),
            annotations.isEmpty() ? "" : ",\"annotations\":{" + annotations + "}");
  }
}
