package io.registrysidecar.e2e;

import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody who releases images, with cosign and with notation: their keys, and whom they trust. */
final class Release {

  private static final Map<String, String> PASSWORD = Map.of("COSIGN_PASSWORD", "secret");

  private final Path folder;
  private final String name;

  private Release(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /** Makes a key pair of cosign. */
  static Release named(Path folder, String name) throws Exception {
    Files.createDirectories(folder);
    Release release = new Release(folder, name);
    Command.run(
            PASSWORD,
            List.of(
                Project.tool("cosign"),
                "generate-key-pair",
                "--output-key-prefix",
                folder.resolve(name).toString()))
        .ok();
    return release;
  }

  /** The file of the private key, encrypted with the password "secret". */
  String key() {
    return folder.resolve(name + ".key").toString();
  }

  String publicKey() {
    return folder.resolve(name + ".pub").toString();
  }

  /** Signs with cosign 3, or attests where {@code words} say so. */
  void cosign(String image, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(Project.tool("cosign")));
    all.addAll(List.of(words));
    all.addAll(
        List.of(
            "--key", key(), "--tlog-upload=false", "--use-signing-config=false", "--yes", image));
    Command.run(PASSWORD, all).ok();
  }

  /**
   * Makes a key with a certificate that notation trusts.
   *
   * @param begin when it begins to be valid, as keytool takes it
   * @param days how long it is valid
   */
  void certify(String begin, int days) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Files.deleteIfExists(store);
    Command.run(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=" + name + ", O=Example, ST=Berlin, C=DE",
            "-startdate",
            begin,
            "-validity",
            String.valueOf(days),
            "-ext",
            "KeyUsage:critical=digitalSignature",
            "-ext",
            "ExtendedKeyUsage=codeSigning",
            "-keystore",
            store.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            "secret")
        .ok();
    Path trusted = notationDirectory().resolve("truststore/x509/ca/release");
    Files.createDirectories(trusted);
    export(store, "-nocerts -nodes", "pkey", folder.resolve(name + "-leaf.key"));
    export(store, "-nokeys", "x509", trusted.resolve(name + ".pem"));
    Files.writeString(
        notationDirectory().resolve("trustpolicy.json"),
        """
        {"version":"1.0","trustPolicies":[{"name":"releases","registryScopes":["*"],
          "signatureVerification":{"level":"strict"},"trustStores":["ca:release"],
          "trustedIdentities":["x509.subject: C=DE, ST=Berlin, O=Example"]}]}
        """);
  }

  /** Trust policy and trust store, in which the certificate is. */
  Path notationDirectory() {
    return folder.resolve(name + "-notation");
  }

  /** Signs with notation-go. */
  Command.Result notation(String image, String... words) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of(
                Project.tool("notation"),
                "-sign",
                folder.resolve(name + "-leaf.key").toString(),
                "-chain",
                notationDirectory()
                    .resolve("truststore/x509/ca/release/" + name + ".pem")
                    .toString(),
                "-plain-http"));
    all.addAll(List.of(words));
    all.add(image);
    return Command.run(Map.of(), all);
  }

  private static void export(Path store, String what, String as, Path file) throws Exception {
    Command.run(
            "bash",
            "-c",
            "openssl pkcs12 -in %s -passin pass:secret %s 2>/dev/null | openssl %s -out %s"
                .formatted(store, what, as, file))
        .ok();
  }
}
