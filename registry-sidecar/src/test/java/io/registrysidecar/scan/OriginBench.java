package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.TestImage.image;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.testing.ImageBuilder;
import io.registrysidecar.testing.TestImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One image, and what others say in its registry of where it came from. */
abstract class OriginBench {

  static final ObjectMapper JSON = new ObjectMapper();
  static final String IN_TOTO = "application/vnd.in-toto+json";
  static final String PROVENANCE = "https://slsa.dev/provenance/v1";
  static final String SUBJECT = "e8275b2b76280af67e26f068e5d585eb905f8dfd2f1918b3229db98133cb4862";

  final TestImage image =
      image()
          .layer(debian(12), dpkg("openssl", "3.0.11-1~deb12u2"))
          .label("org.opencontainers.image.source", "https://github.com/acme/app")
          .label("org.opencontainers.image.revision", "0123456789abcdef")
          .build();

  @TempDir private Path directory;
  Workbench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(directory, true);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  JsonNode audit() throws Exception {
    return JSON.valueToTree(bench.report(image.self().digest()).audit());
  }

  /** A record of BuildKit about {@code subject}. */
  static byte[] record(Digest subject) throws Exception {
    Path file = Path.of("src/test/resources/audit/provenance/buildkit-v1-max.json");
    return Files.readString(file).replace(SUBJECT, subject.hex()).getBytes(UTF_8);
  }

  /** BuildKit's classic form: an image manifest whose only layer is a statement. */
  Digest pushAttestation(byte[] record) throws Exception {
    TestImage attestation =
        image()
            .platform("unknown", "unknown")
            .layer(
                new Descriptor(
                    IN_TOTO,
                    Digest.sha256(record),
                    record.length,
                    null,
                    Map.of("in-toto.io/predicate-type", PROVENANCE),
                    null,
                    Map.of()),
                record,
                Digest.sha256(record))
            .build();
    return bench.pushByDigest(attestation);
  }

  Digest pushIndex(Digest attestation) throws Exception {
    bench.pushByDigest(image);
    String entry = ImageBuilder.json(image.self());
    String index =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s,%s]}"
            .formatted(
                OciMediaTypes.IMAGE_INDEX,
                entry.substring(0, entry.length() - 1)
                    + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}",
                "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":1,\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"},\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\",\"vnd.docker.reference.digest\":\"%s\"}}"
                    .formatted(OciMediaTypes.IMAGE_MANIFEST, attestation, image.self().digest()));
    return bench.client.pushManifest(
        Workbench.REPOSITORY,
        new ManifestKey.Tag("1.0"),
        OciMediaTypes.IMAGE_INDEX,
        index.getBytes(UTF_8));
  }

  Descriptor layer(String mediaType, String content, Map<String, String> annotations)
      throws Exception {
    byte[] bytes = content.getBytes(UTF_8);
    bench.client.pushBlob(Workbench.REPOSITORY, bytes);
    Descriptor plain = Descriptor.of(mediaType, bytes);
    return new Descriptor(
        mediaType, plain.digest(), plain.size(), null, annotations, null, Map.of());
  }
}
