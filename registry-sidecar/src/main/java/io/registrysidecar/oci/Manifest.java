package io.registrysidecar.oci;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A manifest as it was read: its exact bytes, and what they say. Two manifests are equal when their
 * bytes are.
 */
public sealed interface Manifest {

  /** The exact bytes, of which {@link #self()} gives digest and size. Not to be modified. */
  byte[] raw();

  /** The descriptor of the manifest itself: its media type, digest and size. */
  Descriptor self();

  /** The manifest that this one refers to, or null. */
  @Nullable Descriptor subject();

  /** The artifact type, or null. */
  @Nullable String artifactType();

  /** Key to value, never null. */
  Map<String, String> annotations();

  /**
   * An image or artifact manifest (OCI image manifest, Docker image manifest v2 schema 2).
   *
   * @param raw the exact bytes
   * @param self descriptor of the manifest itself
   * @param config descriptor of the configuration
   * @param layers descriptors of the layers, lowest first
   * @param subject the manifest that this one refers to, or null
   * @param artifactType the artifact type, or null
   * @param annotations key to value
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Image(
      byte[] raw,
      Descriptor self,
      Descriptor config,
      List<Descriptor> layers,
      @Nullable Descriptor subject,
      @Nullable String artifactType,
      Map<String, String> annotations)
      implements Manifest {
    /** Copies the collections. */
    public Image {
      layers = List.copyOf(layers);
      annotations = Map.copyOf(annotations);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Image that && self.equals(that.self);
    }

    @Override
    public int hashCode() {
      return self.hashCode();
    }

    @Override
    public String toString() {
      return self.mediaType() + " " + self.digest();
    }
  }

  /**
   * An index of manifests (OCI image index, Docker manifest list).
   *
   * @param raw the exact bytes
   * @param self descriptor of the index itself
   * @param manifests the entries, in order
   * @param subject the manifest that this one refers to, or null
   * @param artifactType the artifact type, or null
   * @param annotations key to value
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Index(
      byte[] raw,
      Descriptor self,
      List<Descriptor> manifests,
      @Nullable Descriptor subject,
      @Nullable String artifactType,
      Map<String, String> annotations)
      implements Manifest {
    /** Copies the collections. */
    public Index {
      manifests = List.copyOf(manifests);
      annotations = Map.copyOf(annotations);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Index that && self.equals(that.self);
    }

    @Override
    public int hashCode() {
      return self.hashCode();
    }

    @Override
    public String toString() {
      return self.mediaType() + " " + self.digest();
    }
  }
}
