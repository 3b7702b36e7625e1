package io.registrysidecar.e2e.harness;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A certificate that only who is given it trusts, and its key, as PEM files made by openssl.
 *
 * @param certificate the certificate
 * @param key its private key
 */
public record SelfSigned(Path certificate, Path key) {

  /** Makes one for loopback, and for the host names given. */
  public static SelfSigned make(Path folder, String name, String... hosts)
      throws IOException, InterruptedException {
    StringBuilder names = new StringBuilder("subjectAltName=IP:127.0.0.1");
    for (String host : hosts) {
      names.append(",DNS:").append(host);
    }
    SelfSigned made = new SelfSigned(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
    Command.run(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=" + name,
            "-addext",
            names.toString(),
            "-keyout",
            made.key.toString(),
            "-out",
            made.certificate.toString())
        .ok();
    return made;
  }
}
