import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites the class files of one jar that are in the format of Java 5 to that of Java 8: {@code
 * StackMaps JAR}. Nothing but the format changes.
 *
 * <p>Class files of Java 5 have no stack maps. The JVM keeps such classes in no AOT cache, and
 * verifies them slowly; with picocli, that was a fifth of the time of a short command. A jar that
 * has none of them is left as it is. A class that would not pass verification afterwards fails the
 * build.
 */
void main(String[] args) throws IOException {
  Path jar = Path.of(args[0]);
  Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
  int rewritten = 0;
  try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
      ZipFile in = new ZipFile(jar.toFile());
      ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(fresh))) {
    ClassFile format = format(loader);
    for (ZipEntry entry : in.stream().toList()) {
      byte[] content = in.getInputStream(entry).readAllBytes();
      if (isOld(entry.getName(), content)) {
        content = rewrite(format, content);
        rewritten++;
      }
      ZipEntry copy = new ZipEntry(entry.getName());
      copy.setTimeLocal(entry.getTimeLocal());
      out.putNextEntry(copy);
      out.write(content);
    }
  }
  if (rewritten > 0) {
    Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
  } else {
    Files.delete(fresh);
  }
}

/** Knows which class extends which, to tell what a variable may hold where branches meet. */
ClassFile format(ClassLoader loader) {
  return ClassFile.of(
      ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
      ClassFile.ClassHierarchyResolverOption.of(
          ClassHierarchyResolver.ofResourceParsing(loader)
              .orElse(ClassHierarchyResolver.defaultResolver())));
}

boolean isOld(String name, byte[] content) {
  // Bytes 6 and 7 hold the version of the format; below 256 for a long time to come.
  return name.endsWith(".class") && content[7] < ClassFile.JAVA_6_VERSION;
}

byte[] rewrite(ClassFile format, byte[] old) throws IOException {
  ClassModel model = format.parse(old);
  ClassTransform version =
      (builder, element) -> {
        if (element instanceof ClassFileVersion) {
          builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
        } else {
          builder.with(element);
        }
      };
  byte[] fresh =
      format.transformClass(
          model, ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL).andThen(version));
  List<VerifyError> errors = format.verify(fresh);
  if (!errors.isEmpty()) {
    throw new IOException(model.thisClass().asInternalName() + " cannot be rewritten: " + errors);
  }
  return fresh;
}
