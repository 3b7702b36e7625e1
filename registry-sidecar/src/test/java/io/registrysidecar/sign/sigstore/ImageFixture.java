package io.registrysidecar.sign.sigstore;

import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.Statement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * Writes what the end-to-end tests attach to an image that a certificate signed: the bundle and the
 * trusted root of an instance whose keys nobody has any more.
 */
final class ImageFixture {

  private static final Instant SIGNED = Instant.parse("2025-06-01T12:00:00Z");

  private ImageFixture() {}

  /**
   * With the folder {@code e2e/src/test/resources/keyless}, which has the manifest of the image.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    var instance = new TestInstance(SIGNED.minus(Duration.ofDays(100)));
    TestSigner holder = TestSigner.fresh();
    X509Certificate leaf =
        instance.authority.issue(
            holder,
            "https://ci.example/team/app/build.yml@main",
            "https://ci.example",
            SIGNED.minusSeconds(5));
    Digest image = Digest.sha256(Files.readAllBytes(folder.resolve("manifest.json")));
    Envelope envelope = Envelope.sign(holder, Statement.imageSignature(image));
    byte[] body = TestInstance.dsseBody(envelope, TestInstance.pem(leaf));
    Files.write(
        folder.resolve("bundle.json"),
        BoundedJson.write(
            TestInstance.bundle(envelope, leaf, instance.entry("dsse", body, SIGNED))));
    Files.write(folder.resolve("trusted_root.json"), BoundedJson.write(instance.trustedRootJson()));
  }
}
