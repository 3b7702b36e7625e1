package io.registrysidecar.sign.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bundles of real sigstore instances, and such with one defect each: the collection by which
 * sigstore's own clients are measured. See the README beside them.
 */
class ConformanceTest {

  private static final Path CASES = Path.of("src/test/resources/sign/sigstore/conformance");
  private static final String ISSUER = "https://token.actions.githubusercontent.com";
  private static final String WORKFLOWS =
      "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/"
          + ".github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main";

  @MethodSource("cases")
  @ParameterizedTest(name = "{0}")
  void eachBundleIsJudgedForTheRightReason(Case each) throws Exception {
    assertThat(each.judgement()).startsWith(each.verdict() + " ").contains(each.reason());
  }

  @Test
  void everyCaseHasItsLine() throws Exception {
    try (Stream<Path> folders = Files.list(CASES).filter(Files::isDirectory)) {
      assertThat(folders.map(path -> path.getFileName().toString()).toList())
          .containsExactlyInAnyOrderElementsOf(cases().map(Case::name).toList());
    }
  }

  static Stream<Case> cases() throws Exception {
    return Files.readAllLines(CASES.resolve("expected.tsv")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(columns -> new Case(columns[0], columns[1], columns[2]));
  }

  /** One folder. */
  record Case(String name, String verdict, String reason) {

    String judgement() throws Exception {
      try {
        Verification verification = verify().verification();
        return verification.getClass().getSimpleName() + " " + verification.detail();
      } catch (MalformedDocument e) {
        return "Unreadable " + e.reason();
      }
    }

    private Attested verify() throws Exception {
      byte[] bundle = Files.readAllBytes(CASES.resolve(name).resolve("bundle.sigstore.json"));
      Descriptor blob = Descriptor.of(Bundle.MEDIA_TYPE, bundle);
      byte[] artifact = Files.readAllBytes(file("artifact", "a.txt"));
      return new SigstoreVerifier(trust(), InstantSource.system())
          .bundle(blob, bundle, Digest.sha256(artifact));
    }

    private SigstoreTrust trust() throws Exception {
      Path key = CASES.resolve(name).resolve("key.pub");
      TrustedKeys keys =
          Files.exists(key)
              ? TrustedKeys.of(TrustedKeys.parse("release", Files.readAllBytes(key)))
              : TrustedKeys.NONE;
      IdentityRule rule =
          new IdentityRule(
              NameMatch.exactly(text("issuer", ISSUER)),
              NameMatch.exactly(text("identity", WORKFLOWS)));
      TrustedRoot root =
          TrustedRoot.parse(Files.readAllBytes(file("trusted_root.json", "trusted_root.json")));
      return new SigstoreTrust(keys, root, List.of(rule));
    }

    private String text(String file, String otherwise) throws Exception {
      Path path = CASES.resolve(name).resolve(file);
      return Files.exists(path) ? Files.readString(path).strip() : otherwise;
    }

    private Path file(String own, String common) {
      Path path = CASES.resolve(name).resolve(own);
      return Files.exists(path) ? path : CASES.resolve(common);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
