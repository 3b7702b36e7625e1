package io.registrysidecar.image;

import io.registrysidecar.image.inflate.Compression;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestParser;
import io.registrysidecar.oci.OciMediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image in a tar file: an OCI image layout in it where there is one, else what {@code docker
 * save} writes ({@code manifest.json}).
 */
final class DockerArchiveSource implements ImageSource {

  private static final String INDEX = "index.json";
  private static final int HASHED_AT_ONCE = 1 << 20;

  private final FileChannel file;
  private final ArchiveIndex archive;
  private final BlobStore store;
  private final @Nullable DockerSave docker;

  /**
   * Opens {@code path}.
   *
   * @throws ImageException if it is not such a file
   */
  DockerArchiveSource(String name, Path path) throws ImageException {
    try {
      file = FileChannel.open(path, StandardOpenOption.READ);
    } catch (IOException e) {
      throw Failures.unreadable(e, "archive", name);
    }
    boolean opened = false;
    try {
      archive = archive(name, path);
      docker = archive.has(INDEX) ? null : DockerSave.read(name, archive);
      store = new BlobStore(name, docker == null ? this::openLayoutBlob : docker::open);
      opened = true;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  @Override
  public String name() {
    return store.image();
  }

  @Override
  public Manifest root() throws ImageException {
    if (docker != null) {
      return docker.manifest();
    }
    try (InputStream index = archive.open(INDEX)) {
      return LayoutIndex.root(store, index.readNBytes(ManifestParser.LARGEST + 1), null);
    } catch (IOException e) {
      throw Failures.unreadable(e, INDEX, name());
    }
  }

  @Override
  public Manifest manifest(Descriptor descriptor) throws ImageException {
    return store.manifest(descriptor);
  }

  @Override
  public Optional<Manifest> manifest(Digest digest) throws ImageException {
    String path = "blobs/" + digest.algorithm().prefix() + "/" + digest.hex();
    if (!archive.has(path)) {
      return Optional.empty();
    }
    try (InputStream blob = archive.open(path)) {
      byte[] raw = blob.readNBytes(ManifestParser.LARGEST + 1);
      return Optional.of(manifest(Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, digest, raw.length)));
    } catch (IOException e) {
      throw Failures.unreadable(e, "manifest " + digest, name());
    }
  }

  @Override
  public Optional<Digest> archive() throws ImageException {
    MessageDigest hash = Digest.Algorithm.SHA256.newMessageDigest();
    ByteBuffer buffer = ByteBuffer.allocate(HASHED_AT_ONCE);
    try {
      for (long position = 0; file.read(buffer, position) >= 0; ) {
        position += buffer.position();
        hash.update(buffer.flip());
        buffer.clear();
      }
    } catch (IOException e) {
      throw Failures.unreadable(e, "archive", name());
    }
    return Optional.of(Digest.of(Digest.Algorithm.SHA256, hash.digest()));
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
    try {
      file.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing a file that was only read failed", e);
    }
  }

  private ArchiveIndex archive(String name, Path path) throws ImageException {
    try {
      Compression compression = compression(path);
      if (compression != Compression.NONE) {
        throw new ImageException(
            new ImageFailure.NotAnImage(
                name, "the archive is compressed with " + compression + "; decompress it first"));
      }
      return ArchiveIndex.read(file);
    } catch (IOException e) {
      throw Failures.unreadable(e, "archive", name);
    }
  }

  private static Compression compression(Path path) throws IOException {
    try (InputStream bytes = Files.newInputStream(path)) {
      return Compression.of(bytes.readNBytes(Compression.MAGIC));
    }
  }

  private InputStream openLayoutBlob(Descriptor descriptor) throws IOException {
    Digest digest = descriptor.digest();
    return archive.open("blobs/" + digest.algorithm().prefix() + "/" + digest.hex());
  }
}
