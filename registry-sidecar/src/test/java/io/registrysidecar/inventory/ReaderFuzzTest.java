package io.registrysidecar.inventory;

import static io.registrysidecar.testing.Evidence.resource;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes in the files of one reader at a time. In an ordinary test run these are the files that
 * real tools wrote; {@code e2e/fuzz} searches for others, which {@link DetectorFuzzTest}, with all
 * readers in turn, hardly comes to.
 */
class ReaderFuzzTest {

  @MethodSource("opam")
  @FuzzTest(maxDuration = "5m")
  void opam(byte[] file) throws IOException {
    AnyBytes.read("root/.opam/app/.opam-switch/packages/yojson.2.0.2/opam", file);
  }

  static Stream<byte[]> opam() {
    return seeds("opam/yojson.2.0.2.opam");
  }

  @MethodSource("cargoInstall")
  @FuzzTest(maxDuration = "5m")
  void cargoInstall(byte[] file) throws IOException {
    AnyBytes.read("usr/local/.crates2.json", file);
  }

  static Stream<byte[]> cargoInstall() {
    return seeds("cargo/crates2.json");
  }

  @MethodSource("bunLockb")
  @FuzzTest(maxDuration = "5m")
  void bunLockb(byte[] file) throws IOException {
    AnyBytes.read("srv/bun.lockb", file);
  }

  static Stream<byte[]> bunLockb() {
    return seeds("lock/bun-1.1.38.lockb", "lock/bun-1.3.5.lockb");
  }

  @MethodSource("billsOfPythonDistributions")
  @FuzzTest(maxDuration = "5m")
  void billsOfPythonDistributions(byte[] file) throws IOException {
    AnyBytes.read("a/cryptography-50.0.2.dist-info/sboms/rust.json", file);
  }

  static Stream<byte[]> billsOfPythonDistributions() {
    return seeds(
        "sbom/cryptography-rust.cyclonedx.json", "sbom/syft.cdx.xml", "sbom/trivy.spdx.json");
  }

  @MethodSource("r")
  @FuzzTest(maxDuration = "5m")
  void r(byte[] file) throws IOException {
    AnyBytes.read("usr/lib/R/library/jsonlite/DESCRIPTION", file);
  }

  static Stream<byte[]> r() {
    return seeds("cran/jsonlite-1.8.4.DESCRIPTION", "cran/myPkg-0.9.1.9000.DESCRIPTION");
  }

  @MethodSource("cabalStore")
  @FuzzTest(maxDuration = "5m")
  void cabalStore(byte[] file) throws IOException {
    AnyBytes.read("root/.cabal/store/ghc-9.0.2/package.db/z-lib-one-z-inner.conf", file);
  }

  static Stream<byte[]> cabalStore() {
    return seeds("haskell/z-lib-one-z-inner.conf", "haskell/lib-one-0.7.1.conf");
  }

  @MethodSource("moduleImages")
  @FuzzTest(maxDuration = "5m")
  void moduleImages(byte[] file) throws IOException {
    AnyBytes.read("opt/app/lib/modules", file);
  }

  static Stream<byte[]> moduleImages() {
    return seeds(
        "maven/jlink-25.modules", "maven/jlink-25-zip.modules", "maven/jlink-17-shared.modules");
  }

  @MethodSource("conanCache")
  @FuzzTest(maxDuration = "5m")
  void conanCache(byte[] file) throws IOException {
    AnyBytes.read("root/.conan2/p/cache.sqlite3", file);
  }

  static Stream<byte[]> conanCache() {
    return seeds("conan/cache.sqlite3");
  }

  @MethodSource("eggs")
  @FuzzTest(maxDuration = "5m")
  void eggs(byte[] file) throws IOException {
    AnyBytes.read("a/site-packages/eggz-3.1-py3.11.egg", file);
  }

  static Stream<byte[]> eggs() {
    return seeds("pypi/eggz-3.1-py3.11.egg");
  }

  private static Stream<byte[]> seeds(String... files) {
    return Stream.of(files).map(file -> resource("/inventory/" + file));
  }
}
