package io.registrysidecar.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A self-signed certificate and its key, as PEM files, made by the JDK's keytool.
 *
 * @param certificate the certificate
 * @param key its private key
 */
public record Certificates(Path certificate, Path key) {

  public static final Certificates NONE = new Certificates(Path.of(""), Path.of(""));
  private static final String PASSWORD = "changeit";

  public static Certificates selfSigned(Path folder, String file, String host)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve(file + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(file + ".log").toFile())
            .start();
    assertThat(keytool.waitFor()).as("exit status of keytool").isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new Certificates(
        pem(folder.resolve(file + ".crt"), "CERTIFICATE", keys.getCertificate("it").getEncoded()),
        pem(
            folder.resolve(file + ".key"),
            "PRIVATE KEY",
            keys.getKey("it", PASSWORD.toCharArray()).getEncoded()));
  }

  private static Path pem(Path file, String label, byte[] content) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        file,
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label),
        US_ASCII);
  }
}
