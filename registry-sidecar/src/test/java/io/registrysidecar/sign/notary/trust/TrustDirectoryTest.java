package io.registrysidecar.sign.notary.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.sign.notary.Fixture;
import io.registrysidecar.sign.notary.certificate.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustDirectoryTest {

  private static final StoreName CA = new StoreName(StoreType.CA, "team");
  private static final StoreName TSA = new StoreName(StoreType.TSA, "clock");
  private static final String SKIP =
      """
      {"version":"1.0","trustPolicies":[{"name":"%s","registryScopes":["*"],
       "signatureVerification":{"level":"skip"}}]}
      """;

  @TempDir Path directory;
  private Path store;

  @BeforeEach
  void aStore() throws IOException {
    store = Files.createDirectories(directory.resolve("truststore/x509/ca/team"));
  }

  @Test
  void pemWithSeveralAndDerAreRead() throws Exception {
    String root = Files.readString(Fixture.RESOURCES.resolve("golden-ec256/root.pem"));
    String other = Files.readString(Fixture.RESOURCES.resolve("notation-1.3.2/ca.crt"));
    Files.writeString(store.resolve("a.pem"), "# two\n" + root + "\n" + other);
    Files.write(
        store.resolve("b.cer"),
        TestCertificate.authority("CN=der", null).issue().certificate().getEncoded());

    assertThat(new TrustDirectory(directory).certificates(CA)).hasSize(3);
  }

  @Test
  void aStoreThatIsMissingEmptyOrALinkIsAFailure() throws Exception {
    TrustDirectory trust = new TrustDirectory(directory);
    assertFails(trust, CA, "trust store ca:team: no certificate is in");
    assertFails(trust, new StoreName(StoreType.CA, "other"), "is not a directory");

    Files.createSymbolicLink(store.resolveSibling("linked"), store);
    assertFails(trust, new StoreName(StoreType.CA, "linked"), "links are not followed");
  }

  @Test
  void aFileThatIsALinkOrADirectoryOrNoCertificateIsAFailure() throws Exception {
    TrustDirectory trust = new TrustDirectory(directory);
    Path link = Files.createSymbolicLink(store.resolve("a.pem"), Path.of("/etc/hostname"));
    assertFails(trust, CA, "a.pem is not a regular file");
    Files.delete(link);

    Path inside = Files.createDirectory(store.resolve("b"));
    assertFails(trust, CA, "b is not a regular file");
    Files.delete(inside);

    Files.writeString(store.resolve("c.pem"), "nothing");
    assertFails(trust, CA, "c.pem: neither a PEM nor a DER certificate is in it");
  }

  @Test
  void aLeafOfSomebodyElseIsNotTrusted() throws Exception {
    Files.copy(Fixture.RESOURCES.resolve("golden-ec256/leaf.pem"), store.resolve("leaf.pem"));

    assertFails(
        new TrustDirectory(directory), CA, "is neither a certificate authority nor self-signed");
  }

  @Test
  void ofTimeStampingAuthoritiesOnlyRootsAreTrusted() throws Exception {
    Path place = Files.createDirectories(directory.resolve("truststore/x509/tsa/clock"));
    var root = TestCertificate.authority("CN=root", null).issue();
    var between = TestCertificate.authority("CN=between", root).issue();
    Files.write(place.resolve("a.crt"), root.certificate().getEncoded());
    assertThat(new TrustDirectory(directory).certificates(TSA)).hasSize(1);

    Files.write(place.resolve("b.crt"), between.certificate().getEncoded());
    assertFails(new TrustDirectory(directory), TSA, "\"CN=between\" is not a root");
  }

  @Test
  void thePolicyForImagesComesBeforeTheOlderFile() throws Exception {
    TrustDirectory trust = new TrustDirectory(directory);
    assertThatThrownBy(trust::policy)
        .hasMessageContaining("neither trustpolicy.oci.json nor trustpolicy.json");

    Files.writeString(directory.resolve("trustpolicy.json"), SKIP.formatted("old"));
    assertThat(trust.policy().statements().getFirst().name()).isEqualTo("old");

    Files.writeString(directory.resolve("trustpolicy.oci.json"), SKIP.formatted("new"));
    assertThat(trust.policy().statements().getFirst().name()).isEqualTo("new");
  }

  @Test
  void aPolicyThatIsALinkIsRefusedRatherThanTheOlderFileTaken() throws Exception {
    Files.writeString(directory.resolve("trustpolicy.json"), SKIP.formatted("old"));
    Files.createSymbolicLink(
        directory.resolve("trustpolicy.oci.json"), directory.resolve("trustpolicy.json"));

    assertThatThrownBy(() -> new TrustDirectory(directory).policy())
        .isInstanceOf(TrustPolicyException.class)
        .hasMessageContaining("not a regular file");
  }

  private static void assertFails(TrustDirectory trust, StoreName name, String reason) {
    assertThatThrownBy(() -> trust.certificates(name))
        .isInstanceOf(TrustStoreFailure.class)
        .hasMessageContaining(reason);
  }
}
