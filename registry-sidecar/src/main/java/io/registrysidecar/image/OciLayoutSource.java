package io.registrysidecar.image;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestParser;
import io.registrysidecar.oci.OciMediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An image in an OCI image layout directory (OCI image specification, image-layout.md). */
final class OciLayoutSource implements ImageSource {

  private final Path directory;
  private final @Nullable String tag;
  private final BlobStore store;

  /**
   * Reads the image tagged {@code tag}, or the only one.
   *
   * @throws ImageException if {@code directory} is not a layout
   */
  OciLayoutSource(String name, Path directory, @Nullable String tag) throws ImageException {
    this.directory = directory;
    this.tag = tag;
    this.store = new BlobStore(name, this::open);
    if (!Files.isRegularFile(directory.resolve("index.json"))) {
      throw new ImageException(
          new ImageFailure.NotAnImage(
              name, directory + " is not an OCI image layout: it has no index.json"));
    }
  }

  @Override
  public String name() {
    return store.image();
  }

  @Override
  public Manifest root() throws ImageException {
    try (InputStream index = Files.newInputStream(directory.resolve("index.json"))) {
      return LayoutIndex.root(store, index.readNBytes(ManifestParser.LARGEST + 1), tag);
    } catch (IOException e) {
      throw Failures.unreadable(e, "index.json", name());
    }
  }

  @Override
  public Manifest manifest(Descriptor descriptor) throws ImageException {
    return store.manifest(descriptor);
  }

  @Override
  public Optional<Manifest> manifest(Digest digest) throws ImageException {
    Path file = path(digest);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          manifest(Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, digest, Files.size(file))));
    } catch (IOException e) {
      throw Failures.unreadable(e, "manifest " + digest, name());
    }
  }

  @Override
  public Optional<Digest> archive() throws ImageException {
    try (InputStream index = Files.newInputStream(directory.resolve("index.json"))) {
      return Optional.of(Digest.sha256(index.readNBytes(ManifestParser.LARGEST)));
    } catch (IOException e) {
      throw Failures.unreadable(e, "index.json", name());
    }
  }

  @Override
  public byte[] config(Descriptor descriptor) throws ImageException {
    return store.config(descriptor);
  }

  @Override
  public Layer layer(Descriptor descriptor, @Nullable Digest diffId) {
    return store.layer(descriptor, diffId);
  }

  @Override
  public void close() {
    // Every file is closed where it was opened.
  }

  private InputStream open(Descriptor descriptor) throws IOException {
    return Files.newInputStream(path(descriptor.digest()));
  }

  private Path path(Digest digest) {
    return directory.resolve("blobs").resolve(digest.algorithm().prefix()).resolve(digest.hex());
  }
}
