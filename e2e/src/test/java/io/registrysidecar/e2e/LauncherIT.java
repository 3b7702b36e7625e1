package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.Project;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the program, where the program is installed and there are no sources. */
class LauncherIT {

  private static final String SHARED = "io.registrysidecar.cli.Main source: shared";

  @TempDir Path installed;
  @TempDir Path scanned;

  @BeforeEach
  void install() throws Exception {
    Path program = Project.root().resolve("registry-sidecar");
    Command.run("cp", "-r", program.resolve("bin").toString(), installed.toString()).ok();
    Command.run("cp", "-r", program.resolve("target/lib").toString(), installed.toString()).ok();
    Path jar = files(program.resolve("target"), ".jar").getFirst();
    Files.copy(jar, installed.resolve(jar.getFileName()));
    Files.writeString(
        Files.createDirectories(scanned.resolve("etc")).resolve("os-release"),
        "ID=debian\nVERSION_ID=\"12\"\n");
  }

  @Test
  void anInstalledProgramNeedsNoSources() throws Exception {
    assertThat(scan(Map.of("SIDECAR_AOT", "off")).ok().out()).contains("\"schemaVersion\"");
  }

  @Test
  void theExitStatusIsTheProgramsOwn() throws Exception {
    assertThat(launch(Map.of("SIDECAR_AOT", "off"), "scan", "--no-such-option").status())
        .isEqualTo(2);
  }

  @Test
  void aJavaThatIsTooOldIsPassedOver() throws Exception {
    Path old = installed.resolve("old");
    Path bin = Files.createDirectories(old.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("java"), Path.of("/bin/false"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");

    scan(Map.of("SIDECAR_AOT", "off", "SIDECAR_JAVA_HOME", old.toString())).ok();
  }

  @Test
  void theCachesAreMadeOnDemandAndUsed() throws Exception {
    launch(Map.of("SIDECAR_AOT", "make")).ok();

    assertThat(files(installed.resolve("aot"), ".aot")).hasSize(2);
    assertOnlyTheProgramSpeaks(
        scan(Map.of("SIDECAR_JAVA_OPTS", "-Xlog:class+load:file=" + classes())).ok());
    assertThat(Files.readString(classes())).contains(SHARED);
  }

  @Test
  void aDamagedCacheIsPassedOverInSilence() throws Exception {
    launch(Map.of("SIDECAR_AOT", "make")).ok();
    for (Path cache : files(installed.resolve("aot"), ".aot")) {
      overwrite(cache);
    }

    Command.Result scan = scan(Map.of()).ok();

    assertThat(scan.out()).contains("\"schemaVersion\"");
    assertOnlyTheProgramSpeaks(scan);
  }

  @Test
  void afterAnUpgradeTheOldCacheIsPassedOverAndANewOneIsMade() throws Exception {
    launch(Map.of("SIDECAR_AOT", "make")).ok();
    List<Path> old = caches("cli");
    Files.setLastModifiedTime(
        files(installed, ".jar").getFirst(), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));

    assertOnlyTheProgramSpeaks(
        scan(Map.of("SIDECAR_JAVA_OPTS", "-Xlog:class+load:file=" + classes())).ok());

    assertThat(Files.readString(classes())).doesNotContain(SHARED);
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> caches("cli").size() == 1 && !caches("cli").equals(old));
    scan(Map.of("SIDECAR_JAVA_OPTS", "-Xlog:class+load:file=" + classes())).ok();
    assertThat(Files.readString(classes())).contains(SHARED);
  }

  @Test
  void anotherJdkGetsACacheOfItsOwn() throws Exception {
    launch(Map.of("SIDECAR_AOT", "make")).ok();
    List<Path> first = caches("cli");
    Map<String, String> other = Map.of("SIDECAR_JAVA_HOME", anotherJdk().toString());

    Map<String, String> making = new HashMap<>(other);
    making.put("SIDECAR_AOT", "make");
    launch(making).ok();

    assertThat(caches("cli")).hasSize(1).isNotEqualTo(first);
    Map<String, String> looking = new HashMap<>(other);
    looking.put("SIDECAR_JAVA_OPTS", "-Xlog:class+load:file=" + classes());
    assertOnlyTheProgramSpeaks(scan(looking).ok());
    assertThat(Files.readString(classes())).contains(SHARED);
  }

  @Test
  void whoMayNotWriteBesideTheProgramGetsACacheInTheirHome() throws Exception {
    Path home = Files.createDirectory(installed.resolve("home"));
    Path beside = Files.createDirectory(installed.resolve("aot"));
    permit(installed, "rwxr-xr-x");
    permit(home, "rwxrwxrwx");
    permit(beside, "r-xr-xr-x");

    version(home, "").ok();

    Path cache = home.resolve("cache/registry-sidecar");
    await()
        .atMost(Duration.ofMinutes(5))
        .until(() -> Files.isDirectory(cache) && files(cache, ".aot").size() == 1);
    Path log = home.resolve("classes.log");
    version(home, "-Xlog:class+load:file=" + log).ok();
    assertThat(Files.readString(log)).contains(SHARED);
    assertThat(beside).isEmptyDirectory();
  }

  @Test
  void wantOfRoomForTheCachesIsSaid() throws Exception {
    Path df = Files.createDirectory(installed.resolve("nearly-full")).resolve("df");
    Files.writeString(df, "#!/bin/sh\necho head\necho disk 9 9 71680 99% /\n");
    permit(df, "rwxr-xr-x");

    Command.Result made =
        launch(Map.of("SIDECAR_AOT", "make", "PATH", df.getParent() + ":" + System.getenv("PATH")));

    assertThat(made.status()).isEqualTo(3);
    assertThat(made.err()).contains("only 70 MB are free in " + installed.resolve("aot"));
    assertThat(installed.resolve("aot")).isEmptyDirectory();
  }

  /** As a user who owns nothing, where the tests may do everything. */
  private Command.Result version(Path home, String options) throws Exception {
    List<String> line = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      line.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    line.add(installed.resolve("bin/registry-sidecar").toString());
    line.add("--version");
    return Command.run(
        Map.of(
            "HOME",
            home.toString(),
            "TMPDIR",
            home.toString(),
            "XDG_CACHE_HOME",
            home.resolve("cache").toString(),
            "SIDECAR_JAVA_OPTS",
            options),
        line);
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  /** The same one, of another build as far as can be seen. */
  private Path anotherJdk() throws Exception {
    Path home = jdk();
    Path other = Files.createDirectories(installed.resolve("jdk"));
    try (Stream<Path> parts = Files.list(home)) {
      for (Path part : parts.toList()) {
        if (!part.endsWith("release")) {
          Files.createSymbolicLink(other.resolve(part.getFileName()), part);
        }
      }
    }
    String release = Files.readString(home.resolve("release"));
    Files.writeString(other.resolve("release"), release + "SOURCE=\"another build\"\n");
    return other;
  }

  /** The one that runs the program, and these tests. */
  private static Path jdk() {
    return Path.of(System.getProperty("java.home"));
  }

  private List<Path> caches(String kind) throws IOException {
    return files(installed.resolve("aot"), ".aot").stream()
        .filter(file -> file.getFileName().toString().startsWith(kind))
        .toList();
  }

  /** The program says that it has no advisories; the JVM says nothing of the cache. */
  private static void assertOnlyTheProgramSpeaks(Command.Result result) {
    assertThat(result.err().lines()).allMatch(line -> line.startsWith("registry-sidecar: "));
  }

  private Path classes() {
    return installed.resolve("classes.log");
  }

  private Command.Result scan(Map<String, String> environment) throws Exception {
    return launch(environment, "scan", "rootfs:" + scanned, "--format", "json", "--quiet");
  }

  private Command.Result launch(Map<String, String> environment, String... arguments)
      throws Exception {
    List<String> words = new ArrayList<>();
    words.add(installed.resolve("bin/registry-sidecar").toString());
    words.addAll(List.of(arguments));
    Map<String, String> all = new HashMap<>(environment);
    all.put("SIDECAR_STATE", installed.resolve("state").toString());
    return Command.run(all, words);
  }

  private static void overwrite(Path file) throws IOException {
    try (RandomAccessFile cache = new RandomAccessFile(file.toFile(), "rw")) {
      for (long at = cache.length() / 10; at < cache.length(); at += cache.length() / 10) {
        cache.seek(at);
        cache.write(new byte[4096]);
      }
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }
}
