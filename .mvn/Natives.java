import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Lays the native libraries that jars carry beside them, one folder for each processor: {@code
 * Natives FOLDER SQLITE_JAR ZSTD_JAR}. The launcher names them to the JVM.
 *
 * <p>Otherwise each start unpacks SQLite into the folder for temporary files, reads it there again,
 * byte by byte, to compare it with what is in the jar, and asks {@code uname} what system this is:
 * a fifth of the processor time of a short command.
 *
 * <p>Only those of Linux with the GNU C library; on any other system they are unpacked as before.
 *
 * <p>Zstandard is called through JNI, as by all Java before 22. The jar also has a way through
 * method handles, which is taken out: linking all functions at the first layer takes longer than
 * reading a small one, and each call is slower until it is optimised.
 */
void main(String[] args) throws IOException {
  Path folder = Path.of(args[0]);
  Path sqlite = Path.of(args[1]);
  Path zstd = Path.of(args[2]);
  String version = zstd.getFileName().toString().replaceAll("^zstd-jni-|[.]jar$", "");
  for (Map.Entry<String, String> each : Map.of("x86_64", "amd64", "aarch64", "aarch64").entrySet()) {
    Path to = Files.createDirectories(folder.resolve(each.getKey()));
    unpack(
        sqlite,
        "org/sqlite/native/Linux/" + each.getKey() + "/libsqlitejdbc.so",
        to.resolve("libsqlitejdbc.so"));
    unpack(
        zstd,
        "linux/" + each.getValue() + "/libzstd-jni-" + version + ".so",
        to.resolve("libzstd-jni.so"));
  }
  removeVersions(zstd);
}

/** Always a new file: a program that runs has the old one mapped. */
void unpack(Path jar, String name, Path file) throws IOException {
  try (ZipFile in = new ZipFile(jar.toFile())) {
    ZipEntry entry = in.getEntry(name);
    if (entry == null) {
      throw new IOException(jar + " has no " + name);
    }
    Files.deleteIfExists(file);
    Files.copy(in.getInputStream(entry), file);
  }
}

/** Takes the classes for later versions of Java out; a jar that has none is left as it is. */
void removeVersions(Path jar) throws IOException {
  Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
  boolean removed = false;
  try (ZipFile in = new ZipFile(jar.toFile());
      ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(fresh))) {
    List<? extends ZipEntry> entries = in.stream().toList();
    for (ZipEntry entry : entries) {
      if (entry.getName().startsWith("META-INF/versions/")) {
        removed = true;
        continue;
      }
      ZipEntry copy = new ZipEntry(entry.getName());
      copy.setTimeLocal(entry.getTimeLocal());
      out.putNextEntry(copy);
      in.getInputStream(entry).transferTo(out);
    }
  }
  if (removed) {
    Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
  } else {
    Files.delete(fresh);
  }
}
