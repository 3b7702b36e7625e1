package io.registrysidecar.inventory;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.oci.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file whose content is hashed while it is read, for it is read anyway. A file of which a
 * detector looks only at parts is not read whole for the sake of a hash.
 */
final class HashedFile implements LayerFile {

  private static final long LARGEST = 64 << 20;

  private final LayerFile file;
  private final boolean worthwhile;
  private final List<MessageDigest> hashes = new ArrayList<>(3);
  private @Nullable InputStream stream;
  private byte @Nullable [] bytes;

  /**
   * A file of which a detector wants so much.
   *
   * @param want what is read from its first byte to its last is hashed, nothing else
   */
  HashedFile(LayerFile file, Want want) {
    this.file = file;
    this.worthwhile =
        want == Want.STREAM && file.size() <= LARGEST && !isDatabase(file.path().value());
  }

  /** What it hashes to, or null when it was not read whole. Reads what is left of it. */
  @Nullable ContentDigests digests() throws IOException {
    if (!worthwhile) {
      return null;
    }
    if (bytes != null) {
      begin();
      for (MessageDigest hash : hashes) {
        hash.update(bytes);
      }
    } else if (stream != null) {
      stream.transferTo(OutputStream.nullOutputStream());
    } else {
      return null;
    }
    Digest sha256 = Digest.of(Digest.Algorithm.SHA256, hashes.get(0).digest());
    return hashes.size() == 1
        ? new ContentDigests(sha256, null, null)
        : new ContentDigests(
            sha256, FileHash.head(hashes.get(1).digest()), FileHash.head(hashes.get(2).digest()));
  }

  @Override
  public TarPath path() {
    return file.path();
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public int mode() {
    return file.mode();
  }

  @Override
  public byte[] peek(int count) throws IOException {
    return file.peek(count);
  }

  @Override
  public InputStream stream() throws IOException {
    InputStream content = file.stream();
    if (!worthwhile) {
      return content;
    }
    begin();
    stream = new Hashing(content);
    return stream;
  }

  @Override
  public byte[] bytes(int limit) throws IOException {
    bytes = file.bytes(limit);
    return bytes;
  }

  @Override
  public SeekableByteChannel channel() throws IOException {
    return file.channel();
  }

  @Override
  public SeekableByteChannel unpacked(InputStream content, long size) throws IOException {
    return file.unpacked(content, size);
  }

  private void begin() {
    hashes.add(FileHash.SHA256.begin());
    if (isPlaceOfPackages(path().value())) {
      hashes.add(FileHash.MD5.begin());
      hashes.add(FileHash.SHA1.begin());
    }
  }

  /** Databases change with every package; nobody asks what they hash to. */
  private static boolean isDatabase(String path) {
    return path.startsWith("var/lib/")
        || path.startsWith("usr/share/doc/")
        || path.startsWith("lib/apk/")
        || path.startsWith("usr/lib/apk/")
        || path.startsWith("usr/lib/sysimage/")
        || path.startsWith("usr/share/rpm/");
  }

  /** Where packages of distributions put their files; only there could the other hashes matter. */
  private static boolean isPlaceOfPackages(String path) {
    return (path.startsWith("usr/") && !path.startsWith("usr/local/"))
        || path.startsWith("lib")
        || path.startsWith("bin/")
        || path.startsWith("sbin/")
        || path.startsWith("opt/")
        || path.startsWith("var/");
  }

  /** Hashes what is read of it. */
  private final class Hashing extends FilterInputStream {

    Hashing(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      for (MessageDigest hash : hashes) {
        if (count > 0) {
          hash.update(target, offset, count);
        }
      }
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      return readNBytes((int) Math.min(count, 64 << 10)).length;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
