package io.registrysidecar.sign.key;

import io.registrysidecar.file.FileProblem;
import io.registrysidecar.file.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that nobody else may read.
 *
 * <p>One that everybody may read or change is refused. One that its group may read is taken with a
 * warning, since that is how secrets are mounted into containers that do not run as root.
 */
final class PrivateFiles {

  private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);
  private static final int LARGEST = 1024 * 1024;
  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);
  private static final Set<PosixFilePermission> OF_GROUP =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE);

  private PrivateFiles() {}

  static byte[] read(Path file) throws KeyFailure {
    try {
      RegularFile.check(file);
      checkPermissions(file);
      byte[] bytes;
      try (InputStream in = RegularFile.open(file)) {
        bytes = in.readNBytes(LARGEST + 1);
      }
      if (bytes.length > LARGEST) {
        throw new KeyFailure(KeyFile.failing(file) + "it is larger than 1 MiB. Is it a key?");
      }
      return bytes;
    } catch (IOException e) {
      throw new KeyFailure(
          KeyFile.failing(file)
              + FileProblem.reason(e)
              + ". It must be there, readable by the user who runs this program.",
          e);
    }
  }

  /**
   * Warns of a password that everybody may read, and does not refuse it: that is how secrets are
   * mounted where nothing else is said.
   */
  static void warnOfPassword(Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("permissions", PosixFilePermissions.toString(permissions))
          .log("everybody on this machine may read or change this password; chmod 600");
    }
  }

  private static void checkPermissions(Path file) throws IOException, KeyFailure {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
      throw new KeyFailure(
          KeyFile.failing(file)
              + "everybody on this machine may read or change it ("
              + PosixFilePermissions.toString(permissions)
              + "). Make it private: chmod 600 "
              + file
              + " (a Kubernetes secret: defaultMode: 0400 with fsGroup)");
    }
    if (permissions.stream().anyMatch(OF_GROUP::contains)) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("permissions", PosixFilePermissions.toString(permissions))
          .log("the group of this private key may read or change it; chmod 600 unless it must");
    }
  }

  /**
   * Writes a file that must not be there yet, for this user only, and lets it reach the disk.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it is there
   */
  static void create(Path file, byte[] content) throws IOException {
    write(file, content, "rw-------");
  }

  /** The same for what everybody may read. */
  static void createPublic(Path file, byte[] content) throws IOException {
    write(file, content, "rw-r--r--");
  }

  private static void write(Path file, byte[] content, String permissions) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel out = FileChannel.open(file, options, attributes(file, permissions))) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      out.force(true);
    }
  }

  /** Creates a directory for this user only, unless it is there. */
  static void directory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, attributes(directory, "rwx------"));
    }
  }

  private static FileAttribute<?>[] attributes(Path file, String permissions) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Writes a private key, encrypted as cosign does, or as it is where there is no password. */
  static byte[] encoded(
      java.security.PrivateKey key,
      java.util.Optional<Password> password,
      java.security.SecureRandom random) {
    byte[] pkcs8 = key.getEncoded();
    try {
      return password
          .map(secret -> PemBlock.write(CosignKey.TYPE, CosignKey.encrypt(pkcs8, secret, random)))
          .orElseGet(() -> PemBlock.write("PRIVATE KEY", pkcs8));
    } finally {
      Arrays.fill(pkcs8, (byte) 0);
    }
  }
}
