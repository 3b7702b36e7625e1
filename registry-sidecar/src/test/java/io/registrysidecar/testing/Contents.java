package io.registrysidecar.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/** What tests put into layers. */
public final class Contents {

  private Contents() {}

  /** A regular file. */
  public static LayerContent file(String path, String content) {
    return layer -> layer.file(path, content.getBytes(UTF_8));
  }

  /** A regular file. */
  public static LayerContent file(String path, byte[] content) {
    return layer -> layer.file(path, content);
  }

  /** A program. */
  public static LayerContent program(String path, byte[] content) {
    return layer -> layer.file(path, content, 0755);
  }

  /** A directory. */
  public static LayerContent directory(String path) {
    return layer -> layer.directory(path);
  }

  /** A symbolic link. */
  public static LayerContent symbolicLink(String path, String target) {
    return layer -> layer.symbolicLink(path, target);
  }

  /** Another name for a file. */
  public static LayerContent hardLink(String path, String target) {
    return layer -> layer.hardLink(path, target);
  }

  /** The statement that lower layers have nothing at {@code path}. */
  public static LayerContent whiteout(String path) {
    int slash = path.lastIndexOf('/') + 1;
    return file(path.substring(0, slash) + ".wh." + path.substring(slash), "");
  }

  /** The statement that lower layers have nothing within {@code directory}. */
  public static LayerContent opaque(String directory) {
    return file(directory + "/.wh..wh..opq", "");
  }

  /** The os-release of a Debian release. */
  public static LayerContent debian(int release) {
    return osRelease("debian", Integer.toString(release), "Debian GNU/Linux " + release);
  }

  /** The os-release of an Ubuntu release, such as {@code 22.04}. */
  public static LayerContent ubuntu(String release) {
    return osRelease("ubuntu", release, "Ubuntu " + release);
  }

  /** The os-release of an Alpine release, such as {@code 3.20.3}. */
  public static LayerContent alpine(String release) {
    return osRelease("alpine", release, "Alpine Linux v" + release);
  }

  /** An os-release. */
  public static LayerContent osRelease(String id, String versionId, String prettyName) {
    return file(
        "etc/os-release",
        "PRETTY_NAME=\"%s\"\nVERSION_ID=\"%s\"\nID=%s\n".formatted(prettyName, versionId, id));
  }

  /** A package in dpkg's status file, which has all packages that one layer is given. */
  public static LayerContent dpkg(String name, String version) {
    return dpkg(name, version, name, version);
  }

  /** A package in dpkg's status file, built from a source of another name or version. */
  public static LayerContent dpkg(
      String name, String version, String source, String sourceVersion) {
    String sourceField =
        source.equals(name) && sourceVersion.equals(version)
            ? ""
            : "Source: " + source + " (" + sourceVersion + ")\n";
    return layer ->
        layer.append(
            "var/lib/dpkg/status",
            "Package: %s\nStatus: install ok installed\nArchitecture: amd64\n%sVersion: %s\n\n"
                .formatted(name, sourceField, version));
  }

  /** A package in apk's database, which has all packages that one layer is given. */
  public static LayerContent apk(String name, String version) {
    return apk(name, version, name);
  }

  /** A package in apk's database, built from an origin of another name. */
  public static LayerContent apk(String name, String version, String origin) {
    return layer ->
        layer.append(
            "lib/apk/db/installed",
            "P:%s\nV:%s\nA:x86_64\no:%s\n\n".formatted(name, version, origin));
  }

  /** An installed Node.js package. */
  public static LayerContent npm(String name, String version) {
    return file(
        "app/node_modules/" + name + "/package.json",
        "{\"name\": \"%s\", \"version\": \"%s\", \"license\": \"MIT\"}".formatted(name, version));
  }

  /** An installed Python distribution. */
  public static LayerContent python(String name, String version) {
    return file(
        "usr/lib/python3/dist-packages/%s-%s.dist-info/METADATA"
            .formatted(name.toLowerCase(Locale.ROOT), version),
        "Metadata-Version: 2.1\nName: %s\nVersion: %s\n\n".formatted(name, version));
  }

  /** A Java archive with the coordinates that Maven leaves in it. */
  public static LayerContent jar(String path, String group, String artifact, String version) {
    return file(path, Jars.maven(group, artifact, version));
  }
}
