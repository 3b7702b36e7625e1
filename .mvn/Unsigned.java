import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes the signatures out of jars: {@code Unsigned JAR…}. No class changes.
 *
 * <p>The JVM keeps classes of signed jars in no AOT cache. Each start would read a manifest with a
 * digest for each of thousands of classes, check what is used against it, keep it on the heap, and
 * verify the classes anew. A jar that has no signature is left as it is.
 *
 * <p>Nobody asks for the signatures: builds of OpenJDK take any provider of ciphers. The JDK of
 * Oracle takes only signed ones, so there encrypted private keys of PKCS #8 cannot be read.
 */
void main(String[] args) throws IOException {
  for (String arg : args) {
    Path jar = Path.of(arg);
    Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
    boolean signed = false;
    try (ZipFile in = new ZipFile(jar.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(fresh))) {
      for (ZipEntry entry : in.stream().toList()) {
        if (isSignature(entry.getName())) {
          signed = true;
          continue;
        }
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
          Manifest manifest = new Manifest(in.getInputStream(entry));
          // The digests of all classes.
          manifest.getEntries().clear();
          manifest.write(out);
        } else {
          in.getInputStream(entry).transferTo(out);
        }
      }
    }
    if (signed) {
      Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(fresh);
    }
  }
}

boolean isSignature(String name) {
  String upper = name.toUpperCase(Locale.ROOT);
  return upper.startsWith("META-INF/")
      && upper.indexOf('/', "META-INF/".length()) < 0
      && (upper.endsWith(".SF")
          || upper.endsWith(".RSA")
          || upper.endsWith(".DSA")
          || upper.endsWith(".EC"));
}
