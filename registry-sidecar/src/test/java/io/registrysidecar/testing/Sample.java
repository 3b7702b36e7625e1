package io.registrysidecar.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * One file or more for each detector, as real tools wrote it, and where it is in an image.
 *
 * @param path where it is in an image
 * @param fixture where it is among the resources of {@code inventory}; {@code .gz} is unpacked
 */
public record Sample(String path, String fixture) {

  private static final Path FOLDER = Path.of("src/test/resources/inventory");

  private static final List<Sample> ALL =
      List.of(
          new Sample("etc/os-release", "os/debian-12.os-release"),
          new Sample("var/lib/dpkg/status", "dpkg/debian-12.status"),
          new Sample("lib/apk/db/installed", "apk/alpine-3.20.installed"),
          new Sample("var/lib/rpm/rpmdb.sqlite", "rpm/rpmdb.sqlite.gz"),
          new Sample(
              "var/lib/pacman/local/lib32-gdk-pixbuf2-2.36.0-1/desc",
              "pacman/lib32-gdk-pixbuf2.desc"),
          new Sample("var/db/pkg/app-shells/bash-5.2_p26-r6/PF", "portage/bash.PF"),
          new Sample(
              "usr/share/bottlerocket/application-inventory.json",
              "bottlerocket/application-inventory.json"),
          new Sample("usr/bin/go", "program/go1.26-linux-amd64.elf.gz"),
          new Sample("usr/bin/go-old", "program/go1.17-linux-amd64.elf.gz"),
          new Sample("usr/bin/go.exe", "program/go1.26-windows-arm64.exe.gz"),
          new Sample("usr/bin/go-mac", "program/go1.26-darwin-arm64.macho.gz"),
          new Sample("usr/bin/rust", "program/rust1.95-linux-amd64-stripped.elf.gz"),
          new Sample("usr/bin/deno-app", "program/deno-2.9.6.elf.gz"),
          new Sample("app/deno-app.exe", "program/deno-2.9.6-windows.exe.gz"),
          new Sample("usr/bin/deno-app-2.2", "program/deno-2.2.12.elf.gz"),
          new Sample("usr/bin/deno-app-2.1", "program/deno-2.1.1.elf.gz"),
          new Sample("usr/bin/deno-app-1", "program/deno-1.46.3.elf.gz"),
          new Sample("usr/bin/bun-app", "program/bun-1.4.5-minified-map.elf.gz"),
          new Sample("usr/bin/bun-app-1.3", "program/bun-1.3.5.elf.gz"),
          new Sample("a/node_modules/undici/package.json", "npm/undici-5.15.0.package.json"),
          new Sample("srv/packages/undici/package.json", "npm/undici-5.15.0.package.json"),
          new Sample("srv/.pnp.data.json", "npm/yarn-4.pnp.data.json"),
          new Sample("srv/.pnp.cjs", "npm/yarn-4.pnp.cjs"),
          new Sample(
              "srv/.yarn/cache/has-flag-npm-3.0.0-16ac11fe05-1c6c83b14b.zip",
              "npm/has-flag-npm-3.0.0-16ac11fe05-1c6c83b14b.zip"),
          new Sample("a/PyJWT-1.7.1.dist-info/METADATA", "pypi/PyJWT-1.7.1.METADATA"),
          new Sample("a/site-packages/eggz-3.1-py3.11.egg", "pypi/eggz-3.1-py3.11.egg"),
          new Sample("a/specifications/json-2.6.1.gemspec", "rubygems/json-2.6.1.gemspec"),
          new Sample(
              "app/vendor/bundle/ruby/3.1.0/bundler/gems/gitty-d5d0e55a8318/gitty.gemspec",
              "rubygems/gitty.gemspec"),
          new Sample("a/vendor/composer/installed.json", "packagist/composer-2.installed.json"),
          new Sample("a/Python.Runtime.deps.json", "nuget/Python.Runtime.deps.json"),
          new Sample("usr/lib/R/library/jsonlite/DESCRIPTION", "cran/jsonlite-1.8.4.DESCRIPTION"),
          new Sample("opt/conda/conda-meta/numpy-1.26.4.json", "conda/numpy.json"),
          new Sample(
              "opt/full_deploy/host/tinyb/0.4/x86_64/conaninfo.txt",
              "conan/tinyb-0.4.conaninfo.txt"),
          new Sample("root/.conan2/p/cache.sqlite3", "conan/cache.sqlite3"),
          new Sample("usr/local/.crates2.json", "cargo/crates2.json"),
          new Sample("a/lib/recon-2.5.2/ebin/recon.app", "beam/recon.app"),
          new Sample("usr/lib/erlang/releases/25/OTP_VERSION", "beam/OTP_VERSION"),
          new Sample("var/lib/ghc/package.conf.d/aeson-2.0.3.0.conf", "haskell/aeson-2.0.3.0.conf"),
          new Sample(
              "root/.opam/app/.opam-switch/packages/yojson.2.0.2/opam", "opam/yojson.2.0.2.opam"),
          new Sample("root/.julia/packages/HTTP/aBcDe/Project.toml", "julia/Project.toml"),
          new Sample("opt/java/openjdk/release", "jvm/temurin-25.release"),
          new Sample("opt/tools-1.2.3.jar", "maven/tools-1.2.3.jar"),
          new Sample("opt/jmods/org.example.tiny.jmod", "maven/org.example.tiny.jmod"),
          new Sample("opt/app/lib/modules", "maven/jlink-25.modules"),
          new Sample("var/www/html/wp-includes/version.php", "wordpress/version.php"),
          new Sample(
              "var/www/html/wp-content/plugins/akismet/akismet.php", "wordpress/akismet.php"),
          new Sample("opt/bitnami/nginx/.spdx-nginx.spdx", "bitnami/.spdx-nginx.spdx"),
          new Sample("opt/bitnami/.bitnami_components.json", "bitnami/bitnami_components.json"),
          new Sample("boot/vmlinuz-6.1.0-56-cloud-amd64", "kernel/vmlinuz-6.1.0-56.bin"),
          new Sample("models/tiny.gguf", "model/tiny.gguf"),
          new Sample("models/tiny.safetensors", "model/tiny.safetensors"),
          new Sample("app/Python.Runtime.dll", "program/Python.Runtime.dll.gz"),
          new Sample("a/pip/_vendor/vendor.txt", "pypi/pip-24.2.vendor.txt"),
          new Sample("usr/share/sbom/app.cdx.json", "sbom/trivy.cdx.json"),
          new Sample("usr/share/sbom/app.spdx", "sbom/syft.spdx"),
          new Sample(
              "a/cryptography-50.0.2.dist-info/sboms/cryptography-rust.cyclonedx.json",
              "sbom/cryptography-rust.cyclonedx.json"),
          new Sample(
              "nix/store/0c3h1l3yzz8qnrrv6pmyrgbqxihvrmxw-go-1.22.1/bin/go", "julia/Project.toml"),
          new Sample("srv/Cargo.lock", "lock/Cargo.lock"),
          new Sample("srv/pubspec.lock", "lock/pubspec.lock"),
          new Sample("srv/mix.lock", "lock/mix.lock"),
          new Sample("srv/Package.resolved", "lock/Package.resolved"),
          new Sample("srv/conan.lock", "lock/conan.lock"),
          new Sample("srv/deno.lock", "lock/deno.lock"),
          new Sample("srv/bun.lock", "lock/bun.lock"),
          new Sample("srv/bun.lockb", "lock/bun-1.1.38.lockb"),
          new Sample("srv/Manifest.toml", "lock/Manifest.toml"),
          new Sample("srv/cabal.project.freeze", "lock/cabal.project.freeze"),
          new Sample("srv/stack.yaml.lock", "lock/stack.yaml.lock"));

  /** All of them. */
  public static List<Sample> all() {
    return ALL;
  }

  /** The content. */
  public byte[] bytes() {
    Path file = FOLDER.resolve(fixture);
    try {
      byte[] bytes = Files.readAllBytes(file);
      return fixture.endsWith(".gz")
          ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes()
          : bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them, executable. */
  public static LayerContent contents() {
    return layer -> ALL.forEach(each -> layer.file(each.path(), each.bytes(), 0755));
  }

  @Override
  public String toString() {
    return path;
  }
}
