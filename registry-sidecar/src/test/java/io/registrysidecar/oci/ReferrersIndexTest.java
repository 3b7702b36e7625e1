package io.registrysidecar.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferrersIndexTest {

  private static final Descriptor OURS = entry("ours");
  private static final Descriptor OLD = entry("old");
  private static final String FOREIGN =
      """
      {"digest":"sha256:%s","size":9,"mediaType":"m","x-order":{"b":1,"a":[true,null]},"data":"e30="}\
      """
          .formatted("cd".repeat(32));

  @Test
  void whatOthersWroteStaysByteForByte() throws Exception {
    String before =
        """
        {"schemaVersion":2,"x-note":"kept","mediaType":"%s","manifests":[%s],"annotations":{"z":"1","a":"2"}}\
        """
            .formatted(OciMediaTypes.IMAGE_INDEX, FOREIGN);

    var after = parse(before).change(List.of(OURS), List.of());

    assertThat(text(after))
        .contains(FOREIGN)
        .contains("\"x-note\":\"kept\"")
        .contains("\"annotations\":{\"z\":\"1\",\"a\":\"2\"}");
    assertThat(text(parse(text(after)).change(List.of(), List.of(OURS.digest()))))
        .isEqualTo(before);
  }

  @Test
  void entriesOfOthersThatAreMalformedAreHiddenButKept() throws Exception {
    var index = parse("{\"manifests\":[{\"digest\":\"blake3:00\"},{\"nothing\":1},7]}");

    var after = index.change(List.of(OURS), List.of());

    assertThat(after.entries()).containsExactly(OURS);
    assertThat(text(after)).contains("{\"digest\":\"blake3:00\"},{\"nothing\":1},7,");
  }

  @Test
  void newEntriesComeLastAndNoneTwice() {
    var index = ReferrersIndex.empty().change(List.of(OLD), List.of());

    var after = index.change(List.of(OURS, OURS, OLD), List.of());

    assertThat(after.entries()).containsExactly(OLD, OURS);
  }

  @Test
  void addingAndRemovingAreOneChange() {
    var index = ReferrersIndex.empty().change(List.of(OLD), List.of());

    var after = index.change(List.of(OURS), List.of(OLD.digest()));

    assertThat(after.entries()).containsExactly(OURS);
    assertThat(after.has(List.of(OURS), List.of(OLD.digest()))).isTrue();
    assertThat(index.has(List.of(OURS), List.of())).isFalse();
    assertThat(index.has(List.of(), List.of(OLD.digest()))).isFalse();
  }

  @Test
  void anEntryWhoseAnnotationsAnotherToolDroppedIsCompletedInPlace() throws Exception {
    var rewritten =
        parse(
            """
            {"manifests":[{"mediaType":"%s","digest":"%s","size":%d,"x-kept":1},%s]}\
            """
                .formatted(OURS.mediaType(), OURS.digest(), OURS.size(), FOREIGN));
    assertThat(rewritten.has(List.of(OURS), List.of())).isFalse();

    var after = rewritten.change(List.of(OURS), List.of());

    assertThat(after.has(List.of(OURS), List.of())).isTrue();
    assertThat(after.entries().getFirst().annotations()).isEqualTo(OURS.annotations());
    assertThat(after.entries().getFirst().unknown()).containsOnlyKeys("x-kept");
  }

  @Test
  void theListIsNotItselfAReferrer() throws Exception {
    var index = parse("{\"manifests\":[],\"subject\":" + FOREIGN + "}");

    assertThat(text(index.change(List.of(OURS), List.of()))).doesNotContain("subject");
  }

  @Test
  void equalChangesGiveEqualBytes() {
    var once = ReferrersIndex.empty().change(List.of(OURS), List.of());
    var again = ReferrersIndex.empty().change(List.of(entry("ours")), List.of());

    assertThat(again.toBytes()).isEqualTo(once.toBytes());
  }

  @Test
  void aNullListIsAnEmptyOne() throws Exception {
    var index = parse("{\"schemaVersion\":2,\"manifests\":null}");

    assertThat(index.entries()).isEmpty();
    assertThat(index.change(List.of(OURS), List.of()).entries()).containsExactly(OURS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "<html>",
        "{\"manifests\":{}}",
        "{\"config\":{},\"layers\":[]}",
        "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"manifests\":[]}",
      })
  void somethingElseIsNotAList(String body) {
    assertThatExceptionOfType(MalformedManifest.class).isThrownBy(() -> parse(body));
  }

  private static ReferrersIndex parse(String body) throws MalformedManifest {
    return ReferrersIndex.parse(body.getBytes(UTF_8));
  }

  private static String text(ReferrersIndex index) {
    return new String(index.toBytes(), UTF_8);
  }

  private static Descriptor entry(String content) {
    byte[] bytes = content.getBytes(UTF_8);
    return new Descriptor(
        OciMediaTypes.IMAGE_MANIFEST,
        Digest.sha256(bytes),
        bytes.length,
        "application/vnd.example." + content,
        Map.of("k1", content, "k2", "2", "k3", "3"),
        null,
        Map.of());
  }
}
