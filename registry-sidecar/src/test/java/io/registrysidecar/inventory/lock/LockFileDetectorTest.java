package io.registrysidecar.inventory.lock;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.Evidence;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockFileDetectorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Cargo.lock|itoa 1.0.9, smallvec 1.6.0",
        "pubspec.lock|args 2.4.2, archive 3.3.7, fork 1.0.0-dev",
        "mix.lock|cowboy 2.9.0, phoenix 1.6.0",
        "Package.resolved|github.com/apple/swift-nio 2.43.0, github.com/vapor/vapor 4.60.0",
        "conan.lock|zlib 1.2.11",
        "deno.lock|@isaacs/string-locale-compare 1.1.0, lru-cache 6.0.0, yallist 4.0.0",
        "bun.lock|@sindresorhus/is 5.3.0, chalk 5.3.0, lru-cache 6.0.0, semver 7.5.0, yallist"
            + " 4.0.0",
        "Manifest.toml|HTTP 1.9.4, OpenSSL_jll 3.0.12+0",
        "cabal.project.freeze|aeson 2.0.3.0, base 4.16.4.0, text 1.2.5.0",
        "stack.yaml.lock|acme-missiles 0.3",
      })
  void packagesAreListed(String name, String packages) {
    Evidence evidence = read(name, resource("/inventory/lock/" + name));

    assertThat(String.join(", ", evidence.names())).isEqualTo(packages);
    assertThat(evidence.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.38", "1.3.5"})
  void theBinaryFormatsOfBunAreRead(String release) {
    Evidence evidence = read("bun.lockb", resource("/inventory/lock/bun-" + release + ".lockb"));

    assertThat(evidence.names())
        .containsExactlyInAnyOrder(
            "@babel/code-frame 7.12.11",
            "@babel/helper-validator-identifier 7.29.7",
            "@babel/highlight 7.25.9",
            "ansi-styles 3.2.1",
            "busboy 1.6.0",
            "chalk 2.4.2",
            "color-convert 1.9.3",
            "color-name 1.1.3",
            "escape-string-regexp 1.0.5",
            "has-flag 3.0.0",
            "is-number 6.0.0",
            "is-odd 3.0.1",
            "js-tokens 4.0.0",
            "minimist 0.0.8",
            "mkdirp 0.5.0",
            "picocolors 1.1.1",
            "rxjs 8.0.0-alpha.14",
            "semver 7.0.0",
            "streamsearch 1.1.0",
            "supports-color 5.5.0",
            "undici 5.15.0");
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void aBinaryLockFileWhoseTablesLieIsBroken() {
    byte[] sound = resource("/inventory/lock/bun-1.1.38.lockb");
    for (int at = 0; at < 0x80; at++) {
      byte[] lying = sound.clone();
      lying[at] ^= (byte) 0x80;
      // The hash and the size are not looked at.
      assertThat(read("bun.lockb", lying).notes().size()).isLessThan(2);
    }
    for (int at : new int[] {0, 42, 0x5d, 0x75, 0x7d}) {
      byte[] lying = sound.clone();
      lying[at] ^= (byte) 0x80;
      assertThat(read("bun.lockb", lying).codes()).containsExactly("evidence-malformed");
    }
    for (int length = 0; length <= 200; length++) {
      assertThat(read("bun.lockb", Arrays.copyOf(sound, length)).codes())
          .as("the first %d bytes", length)
          .containsExactly("evidence-malformed");
    }
  }

  @Test
  void olderFormatsAreRead() {
    assertThat(
            read(
                    "conan.lock",
                    """
                    {"graph_lock": {"nodes": {
                      "0": {"ref": "app/0.1"}, "1": {"ref": "zlib/1.2.11@user/stable#abc"}}}, "version": "0.4"}
                    """)
                .names())
        .containsExactly("app 0.1", "zlib 1.2.11");
    assertThat(
            read(
                    "Package.resolved",
                    """
                    {"object": {"pins": [{"package": "swift-nio",
                      "repositoryURL": "https://github.com/apple/swift-nio",
                      "state": {"branch": null, "version": "2.0.0"}}]}, "version": 1}
                    """)
                .names())
        .containsExactly("github.com/apple/swift-nio 2.0.0");
    assertThat(
            read(
                    "deno.lock",
                    """
                    {"version": "3", "packages": {
                       "specifiers": {"npm:ms@2": "npm:ms@2.1.2"},
                       "jsr": {"@std/path@1.0.0": {"integrity": "77"}},
                       "npm": {"react-dom@18.2.0_react@18.2.0": {"integrity": "a"}}},
                     "remote": {
                       "https://deno.land/std@0.127.0/fmt/colors.ts": "87",
                       "https://deno.land/x/oak@v12.6.1/mod.ts": "12",
                       "https://esm.sh/v135/*@scope/a@1.2.3/b.js": "55",
                       "https://example.com/mod.ts": "12"}}
                    """)
                .names())
        .containsExactly(
            "@std/path 1.0.0",
            "react-dom 18.2.0",
            "deno.land/std 0.127.0",
            "deno.land/x/oak 12.6.1",
            "@scope/a 1.2.3");
    assertThat(
            read("deno.lock", "{\"version\": \"2\", \"npm\": {\"packages\": {\"ms@2.1.2\": {}}}}")
                .names())
        .containsExactly("ms 2.1.2");
    assertThat(read("Manifest.toml", "[[HTTP]]\nuuid = \"a\"\nversion = \"0.9.1\"\n").names())
        .containsExactly("HTTP 0.9.1");
  }

  @Test
  void whatHasNoVersionInALockFileOfBunIsNotListed() {
    assertThat(
            read(
                    "bun.lock",
                    """
                    { // by hand
                      "packages": {
                        "a": ["a@workspace:packages/a"],
                        "b": ["b@github:user/repo#abc", {}],
                        "c": "c@1.0.0",
                        "x/ms": ["ms@2.1.2", "", {}, "sha512-",],
                      },
                    }
                    """)
                .names())
        .containsExactly("ms 2.1.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"conan.lock", "Package.resolved", "deno.lock", "bun.lock"})
  void whatIsNoJsonIsBroken(String name) {
    assertThat(read(name, "{").codes()).containsExactly("evidence-malformed");
  }

  private static Evidence read(String name, String content) {
    return Evidence.of(new LockFileDetector(), file("srv/app/" + name, content));
  }

  private static Evidence read(String name, byte[] content) {
    return Evidence.of(new LockFileDetector(), file("srv/app/" + name, content));
  }
}
