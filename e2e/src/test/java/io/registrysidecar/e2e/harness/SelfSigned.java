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

  /** Makes one for loopback. */
  public static SelfSigned make(Path folder, String name) throws IOException, InterruptedException {
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
            "subjectAltName=IP:127.0.0.1",
            "-keyout",
            made.key.toString(),
            "-out",
            made.certificate.toString())
        .ok();
    return made;
  }
}
