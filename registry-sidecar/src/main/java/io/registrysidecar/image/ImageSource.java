package io.registrysidecar.image;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one image is read from: a registry, a layout directory, an archive, a root file system.
 *
 * <p>Methods block their thread. They may be called from several threads at once.
 */
public interface ImageSource extends AutoCloseable {

  /** The image as the user named it, for messages. */
  String name();

  /** The manifest that the name stands for: an index, or one image. */
  Manifest root() throws ImageException;

  /** A manifest listed in an index of this image, its digest verified. */
  Manifest manifest(Descriptor descriptor) throws ImageException;

  /**
   * A manifest of which nothing but the digest is known, which is verified; empty when there is
   * none.
   */
  default Optional<Manifest> manifest(Digest digest) throws ImageException {
    return Optional.empty();
  }

  /** Whether it is in a registry, where others can attach something to it. */
  default boolean isInRegistry() {
    return false;
  }

  /**
   * The manifests of one artifact type, or (null) of any, that refer to {@code subject}; none where
   * nobody keeps account of that.
   */
  default List<Descriptor> referrers(Digest subject, @Nullable String artifactType)
      throws ImageException {
    return List.of();
  }

  /**
   * The manifest that has a tag in the repository of the image; empty when there is none, or where
   * there are no tags.
   */
  default Optional<Manifest> tagged(String tag) throws ImageException {
    return Optional.empty();
  }

  /** The small content of an artifact beside the image, its digest verified; at most 8 MiB. */
  default byte[] content(Descriptor descriptor) throws ImageException {
    return config(descriptor);
  }

  /**
   * The digest of what holds the whole image, where that is one file: the archive, or the {@code
   * index.json} that a layout begins with. Reads all of it.
   */
  default Optional<Digest> archive() throws ImageException {
    return Optional.empty();
  }

  /** The configuration of an image manifest, its digest verified; at most 8 MiB. */
  byte[] config(Descriptor descriptor) throws ImageException;

  /**
   * A layer of this image, not yet opened.
   *
   * @param diffId the digest of its uncompressed bytes as the configuration tells it, or null when
   *     it does not
   */
  Layer layer(Descriptor descriptor, @Nullable Digest diffId);

  @Override
  void close();
}
