package io.registrysidecar.sign.notary;

import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestParser;
import io.registrysidecar.sign.notary.certificate.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/** Signatures of other tools, and the folders of defects; see their README.md. */
public final class Fixture {

  /** Where they are. */
  public static final Path RESOURCES = Path.of("src/test/resources/sign/notary");

  private Fixture() {}

  static byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(RESOURCES.resolve(file));
  }

  static Manifest.Image manifest(String file) throws Exception {
    return (Manifest.Image) ManifestParser.parse(bytes(file), null);
  }

  static X509Certificate certificate(String file) throws Exception {
    return Certificates.fromFile(bytes(file)).getFirst();
  }

  /** The folders with one defect each. */
  public static List<Path> defects(String folder) throws IOException {
    try (Stream<Path> folders = Files.list(RESOURCES.resolve(folder))) {
      return folders.sorted().toList();
    }
  }

  /** What the reader of a defect says. */
  public static String reason(Path defect) throws IOException {
    return Files.readString(defect.resolve("reason")).strip();
  }
}
