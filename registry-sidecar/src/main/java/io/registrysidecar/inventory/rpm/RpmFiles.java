package io.registrysidecar.inventory.rpm;

import io.registrysidecar.inventory.FileHash;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.OwnedFiles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of an rpm package: names, each with the number of its directory, and hashes. */
final class RpmFiles {

  /** Numbers of hash algorithms as OpenPGP has them (RFC 9580, 9.5). */
  private static final int MD5 = 1;

  private static final int SHA1 = 2;
  private static final int SHA256 = 8;

  private RpmFiles() {}

  static OwnedFiles of(PackageHeader header) throws MalformedEvidence {
    List<String> names = header.texts(PackageHeader.BASE_NAMES);
    if (names.isEmpty()) {
      return OwnedFiles.NONE;
    }
    List<String> directories = header.texts(PackageHeader.DIRECTORY_NAMES);
    int[] indexes = header.numbers(PackageHeader.DIRECTORY_INDEXES);
    List<String> hashes = header.texts(PackageHeader.FILE_DIGESTS);
    if (indexes.length != names.size()) {
      throw new MalformedEvidence("a package has not one directory for each of its files");
    }
    FileHash hash = hash(header.numbers(PackageHeader.FILE_DIGEST_ALGORITHM));
    OwnedFiles.Builder files = new OwnedFiles.Builder(hash);
    for (int i = 0; i < indexes.length; i++) {
      if (indexes[i] < 0 || indexes[i] >= directories.size()) {
        throw new MalformedEvidence("a file of a package is in a directory that is not there");
      }
      String path = directories.get(indexes[i]) + names.get(i);
      String hex = hash == null || i >= hashes.size() ? "" : hashes.get(i);
      if (hex.isEmpty()) {
        files.add(path);
      } else {
        files.addHashed(path, hex);
      }
    }
    return files.build();
  }

  /** Packages of long ago do not say. */
  private static @Nullable FileHash hash(int[] algorithm) {
    return switch (algorithm.length == 0 ? MD5 : algorithm[0]) {
      case MD5 -> FileHash.MD5;
      case SHA1 -> FileHash.SHA1;
      case SHA256 -> FileHash.SHA256;
      default -> null;
    };
  }
}
