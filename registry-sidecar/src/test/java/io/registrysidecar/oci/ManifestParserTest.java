package io.registrysidecar.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestParserTest {

  private static final String HEX = "ab".repeat(32);
  private static final String CONFIG =
      """
      {"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":7}\
      """
          .formatted(HEX);

  @Test
  void anImageKeepsItsExactBytes() throws Exception {
    byte[] raw = image("\"layers\":[" + CONFIG + "] , \"x-unknown\" :  1").getBytes(UTF_8);

    var manifest = ManifestParser.parse(raw, OciMediaTypes.IMAGE_MANIFEST + "; charset=utf-8");

    assertThat(manifest.raw()).isSameAs(raw);
    assertThat(manifest.self())
        .isEqualTo(Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, Digest.sha256(raw), raw.length));
    assertThat(manifest)
        .asInstanceOf(InstanceOfAssertFactories.type(Manifest.Image.class))
        .extracting(Manifest.Image::layers)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(1);
  }

  @Test
  void anIndexKeepsPlatformsAnnotationsAndUnknownFieldsOfItsEntries() throws Exception {
    var index =
        (Manifest.Index)
            parse(
                """
                {"schemaVersion":2,"mediaType":"%s","manifests":[
                  {"mediaType":"%s","digest":"sha256:%s","size":5,"artifactType":"a/b","data":"e30=",
                   "platform":{"os":"linux","architecture":"arm","variant":"v7","os.version":"1"},
                   "annotations":{"k":"v"}}],
                 "subject":%s,"annotations":{"of":"index"}}
                """
                    .formatted(
                        OciMediaTypes.IMAGE_INDEX, OciMediaTypes.IMAGE_MANIFEST, HEX, CONFIG),
                OciMediaTypes.IMAGE_INDEX);

    var entry = index.manifests().getFirst();
    assertThat(entry.platform()).hasToString("linux/arm/v7");
    assertThat(entry.artifactType()).isEqualTo("a/b");
    assertThat(entry.annotations()).containsEntry("k", "v");
    assertThat(entry.unknown()).containsOnlyKeys("data");
    assertThat(index.annotations()).containsEntry("of", "index");
    assertThat(index.subject()).isNotNull();
  }

  @Test
  void dockerManifestsAreReadByTheTypeTheyWereDeliveredWith() throws Exception {
    String body = "{\"schemaVersion\":2,\"config\":" + CONFIG + ",\"layers\":[]}";

    assertThat(parse(body, OciMediaTypes.DOCKER_MANIFEST).self().mediaType())
        .isEqualTo(OciMediaTypes.DOCKER_MANIFEST);
  }

  @Test
  void sha512NamesAManifestWhenAskedFor() throws Exception {
    byte[] raw = image("\"layers\":[]").getBytes(UTF_8);

    assertThat(ManifestParser.parse(raw, null, Digest.Algorithm.SHA512).self().digest())
        .isEqualTo(Digest.ofContent(raw, Digest.Algorithm.SHA512));
  }

  @Test
  void aDocumentThatIsImageAndIndexAtOnceIsRefused() {
    refused(image("\"layers\":[],\"manifests\":[]"), OciMediaTypes.IMAGE_MANIFEST)
        .withMessageContaining("an image and an index at once");
  }

  @Test
  void anIndexDeliveredAsAnImageIsRefused() {
    refused("{\"schemaVersion\":2,\"manifests\":[]}", OciMediaTypes.IMAGE_MANIFEST)
        .withMessageContaining("index delivered as an image");
    refused("{\"schemaVersion\":2,\"layers\":[]}", OciMediaTypes.IMAGE_INDEX)
        .withMessageContaining("image delivered as an index");
  }

  @Test
  void aDeclaredTypeOtherThanTheDeliveredOneIsRefused() {
    refused(image("\"layers\":[]"), OciMediaTypes.DOCKER_MANIFEST)
        .withMessageContaining("was delivered as " + OciMediaTypes.DOCKER_MANIFEST);
  }

  @Test
  void dockerSchema1IsRefusedWithAdvice() {
    refused("{\"schemaVersion\":1}", "application/vnd.docker.distribution.manifest.v1+prettyjws")
        .withMessageContaining("push the image again");
  }

  @Test
  void anHtmlPageIsNotAManifest() {
    refused("<html>log in</html>", "text/html").withMessageContaining("not JSON");
  }

  @Test
  void aDuplicatedFieldIsRefusedBecauseReadersWouldDisagree() {
    refused(image("\"layers\":[],\"layers\":[" + CONFIG + "]"), OciMediaTypes.IMAGE_MANIFEST);
  }

  @Test
  void nestingIsBounded() {
    String deep = "[".repeat(100) + "]".repeat(100);

    refused(image("\"layers\":[],\"deep\":" + deep), OciMediaTypes.IMAGE_MANIFEST);
  }

  @Test
  void moreThanEightMebibytesAreRefused() {
    assertThatExceptionOfType(MalformedManifest.class)
        .isThrownBy(() ->
            ManifestParser.parse(
                new byte[ManifestParser.LARGEST + 1], OciMediaTypes.IMAGE_MANIFEST))
        .withMessageContaining("larger than");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{} {}",
        "{\"schemaVersion\":2,\"layers\":[]}",
        "{\"schemaVersion\":2,\"config\":{},\"layers\":[]}",
        "{\"config\":{\"mediaType\":\"m\",\"digest\":\"sha256:zz\",\"size\":1},\"layers\":[]}",
        "{\"config\":{\"mediaType\":\"m\",\"digest\":7,\"size\":1},\"layers\":[]}",
      })
  void aBrokenImageIsRefused(String body) {
    refused(body, OciMediaTypes.IMAGE_MANIFEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "\"7\"", "null", "99999999999999999999"})
  void aSizeIsACountOfBytes(String size) {
    refused(
        "{\"layers\":[],\"config\":" + CONFIG.replace("\"size\":7", "\"size\":" + size) + "}",
        OciMediaTypes.IMAGE_MANIFEST);
  }

  private static Manifest parse(String body, String contentType) throws MalformedManifest {
    return ManifestParser.parse(body.getBytes(UTF_8), contentType);
  }

  private static ThrowableAssertAlternative<MalformedManifest> refused(
      String body, String contentType) {
    return assertThatExceptionOfType(MalformedManifest.class)
        .isThrownBy(() -> parse(body, contentType));
  }

  private static String image(String rest) {
    return """
    {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":%s,%s}\
    """
        .formatted(CONFIG, rest);
  }
}
