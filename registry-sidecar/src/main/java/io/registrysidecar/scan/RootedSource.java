package io.registrysidecar.scan;

import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.Layer;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source whose root was read already and stays the same.
 *
 * @param source the source
 * @param root its root
 */
record RootedSource(ImageSource source, Manifest root) implements ImageSource {

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public Manifest manifest(Descriptor descriptor) throws ImageException {
    return source.manifest(descriptor);
  }

  @Override
  public Optional<Manifest> manifest(Digest digest) throws ImageException {
    return source.manifest(digest);
  }

  @Override
  public Optional<Manifest> tagged(String tag) throws ImageException {
    return source.tagged(tag);
  }

  @Override
  public boolean isInRegistry() {
    return source.isInRegistry();
  }

  @Override
  public byte[] content(Descriptor descriptor) throws ImageException {
    return source.content(descriptor);
  }

  @Override
  public List<Descriptor> referrers(Digest subject, @Nullable String artifactType)
      throws ImageException {
    return source.referrers(subject, artifactType);
  }

  @Override
  public Optional<Digest> archive() throws ImageException {
    return source.archive();
  }

  @Override
  public byte[] config(Descriptor descriptor) throws ImageException {
    return source.config(descriptor);
  }

  @Override
  public Layer layer(Descriptor descriptor, @Nullable Digest diffId) {
    return source.layer(descriptor, diffId);
  }

  @Override
  public void close() {
    source.close();
  }
}
