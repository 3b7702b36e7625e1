package io.registrysidecar.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestParser;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which tables of contents an image's SOCI index gives its layers, and which it must not. */
class SociIndexesTest {

  private static final String V1 = "application/vnd.amazon.soci.index.v1+json";
  private static final String V2 = "application/vnd.amazon.soci.index.v2+json";
  private static final Digest LAYER = Digest.sha256("layer".getBytes(UTF_8));
  private static final Digest TABLE = Digest.sha256("table".getBytes(UTF_8));
  private static final Digest OTHER = Digest.sha256("other".getBytes(UTF_8));

  private final Kept kept = new Kept();

  @Test
  void anIndexThatRefersToTheImageIsUsed() throws Exception {
    Manifest.Image image = image(null);
    kept.refer(index(V1, image.self().digest(), LAYER, TABLE));

    assertThat(vouchedBy(image)).isEqualTo(TABLE);
  }

  @Test
  void anIndexThatTheImageNamesIsUsedAndNoOther() throws Exception {
    Manifest.Image index = index(V2, null, LAYER, TABLE);
    kept.keep(index);
    Manifest.Image image = image(index.self().digest());
    kept.refer(index(V1, image.self().digest(), LAYER, OTHER));

    assertThat(vouchedBy(image)).isEqualTo(TABLE);
  }

  @Test
  void anIndexOfAnotherImageIsNotUsed() throws Exception {
    Manifest.Image image = image(null);
    kept.refer(index(V1, OTHER, LAYER, TABLE));

    assertThat(vouchedBy(image)).isEqualTo(LAYER);
  }

  @Test
  void anArtifactOfAnotherTypeIsNotUsed() throws Exception {
    Manifest.Image image = image(null);
    kept.refer(index("application/vnd.example", image.self().digest(), LAYER, TABLE));

    assertThat(vouchedBy(image)).isEqualTo(LAYER);
  }

  @Test
  void ofIndexesThatDisagreeNoneIsUsed() throws Exception {
    Manifest.Image image = image(null);
    kept.refer(index(V1, image.self().digest(), LAYER, TABLE));
    kept.refer(index(V1, image.self().digest(), LAYER, OTHER));

    assertThat(vouchedBy(image)).isEqualTo(LAYER);
  }

  @Test
  void whatRefersToTheImageTooOftenIsNotRead() throws Exception {
    Manifest.Image image = image(null);
    for (int i = 0; i < 5; i++) {
      kept.refer(index(V1, image.self().digest(), LAYER, TABLE));
    }

    assertThat(vouchedBy(image)).isEqualTo(LAYER);
  }

  @Test
  void anIndexThatIsNotThereLeavesTheLayersAsTheyAre() throws Exception {
    assertThat(vouchedBy(image(OTHER))).isEqualTo(LAYER);
  }

  @Test
  void aRegistryThatFailsLeavesTheLayersAsTheyAre() throws Exception {
    kept.failing = true;

    assertThat(vouchedBy(image(null))).isEqualTo(LAYER);
  }

  @Test
  void aTableForAnotherLayerLeavesTheLayersAsTheyAre() throws Exception {
    Manifest.Image image = image(null);
    kept.refer(index(V1, image.self().digest(), OTHER, TABLE));

    assertThat(vouchedBy(image)).isEqualTo(LAYER);
  }

  private Digest vouchedBy(Manifest.Image manifest) throws Exception {
    PlatformImage image =
        new PlatformImage(
            manifest,
            new Platform("linux", "amd64", null),
            ConfigParser.parse("{\"os\":\"linux\",\"architecture\":\"amd64\"}".getBytes(UTF_8)),
            List.of(kept.layer(manifest.layers().getFirst(), null)),
            List.of());
    return SociIndexes.layersOf(image, kept).getFirst().vouchedBy();
  }

  private static Manifest.Image image(@Nullable Digest index) throws Exception {
    String annotation = index == null ? "" : "\"com.amazon.soci.index-digest\":\"" + index + "\"";
    return manifest(
        """
        {"schemaVersion":2,"config":{"mediaType":"%s","digest":"%s","size":2},
         "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"%s","size":9}],
         "annotations":{%s}}\
        """
            .formatted(OciMediaTypes.IMAGE_CONFIG, OTHER, LAYER, annotation));
  }

  private static Manifest.Image index(
      String type, @Nullable Digest subject, Digest layer, Digest table) throws Exception {
    String about =
        subject == null
            ? ""
            : ",\"subject\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":1}"
                .formatted(OciMediaTypes.IMAGE_MANIFEST, subject);
    return manifest(
        """
        {"schemaVersion":2,"config":{"mediaType":"%s","digest":"%s","size":2},
         "layers":[{"mediaType":"application/octet-stream","digest":"%s","size":3,
                    "annotations":{"com.amazon.soci.image-layer-digest":"%s"}}]%s}\
        """
            .formatted(type, OTHER, table, layer, about));
  }

  private static Manifest.Image manifest(String json) throws Exception {
    return (Manifest.Image)
        ManifestParser.parse(json.getBytes(UTF_8), OciMediaTypes.IMAGE_MANIFEST);
  }

  /** A source that has manifests, and knows which refer to an image. */
  private static final class Kept implements ImageSource {

    private final Map<Digest, Manifest> manifests = new HashMap<>();
    private final List<Descriptor> referrers = new ArrayList<>();
    private boolean failing;

    void keep(Manifest manifest) {
      manifests.put(manifest.self().digest(), manifest);
    }

    void refer(Manifest manifest) {
      keep(manifest);
      referrers.add(manifest.self());
    }

    @Override
    public String name() {
      return "kept";
    }

    @Override
    public Manifest root() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Manifest manifest(Descriptor descriptor) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Manifest> manifest(Digest digest) {
      return Optional.ofNullable(manifests.get(digest));
    }

    @Override
    public List<Descriptor> referrers(Digest subject, @Nullable String artifactType)
        throws ImageException {
      if (failing) {
        throw new ImageException(new ImageFailure.NotAnImage("kept", "it fails"));
      }
      return referrers;
    }

    @Override
    public byte[] config(Descriptor descriptor) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Layer layer(Descriptor descriptor, @Nullable Digest diffId) {
      return new BlobLayer(
          "kept",
          descriptor,
          diffId,
          () -> {
            throw new UnsupportedOperationException();
          });
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }
}
