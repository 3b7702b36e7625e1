package io.registrysidecar.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * A digest for a directory tree that no digest was ever made for: of its entries' paths, kinds,
 * modes, sizes and times, not of their content.
 */
final class RootfsListing implements RootfsWalk.Visitor {

  private final MessageDigest hash = Digest.Algorithm.SHA256.newMessageDigest();

  private RootfsListing() {}

  static Digest digest(Path root) throws IOException {
    RootfsListing listing = new RootfsListing();
    listing.line(root.toRealPath().toString());
    RootfsWalk.walk(root, listing);
    return Digest.of(Digest.Algorithm.SHA256, listing.hash.digest());
  }

  @Override
  public void entry(Path file, TarPath path, FileStat stat) {
    line(
        String.join(
            "\0",
            path.value(),
            stat.kind().name(),
            Integer.toOctalString(stat.mode()),
            Long.toString(stat.size()),
            stat.modified().toString()));
  }

  @Override
  public void unreadable(TarPath path, IOException cause) {
    line(path.value());
  }

  private void line(String text) {
    hash.update((text + "\0\n").getBytes(UTF_8));
  }
}
