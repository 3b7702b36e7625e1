package io.registrysidecar.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.oci.Platform;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigParserTest {

  private static final String DIGEST =
      "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void aConfigurationIsRead() throws IOException {
    ImageConfig config =
        parse(
            """
            {"os": "linux", "architecture": "arm", "variant": "v7",
             "created": "2026-01-02T03:04:05.678Z",
             "config": {"User": "1000:1000", "Env": ["PATH=/bin"], "Labels": {"a": "b"}},
             "rootfs": {"type": "layers", "diff_ids": ["%s"]},
             "history": [{"created": "2026-01-01T00:00:00Z", "created_by": "ADD rootfs"},
                         {"created_by": "ENV A=B", "empty_layer": true}]}
            """
                .formatted(DIGEST));

    assertThat(config.platform()).isEqualTo(new Platform("linux", "arm", "v7"));
    assertThat(config.created()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
    assertThat(config.user()).isEqualTo("1000:1000");
    assertThat(config.env()).containsExactly("PATH=/bin");
    assertThat(config.labels()).isEqualTo(Map.of("a", "b"));
    assertThat(config.diffIds()).hasToString("[" + DIGEST + "]");
    assertThat(config.history())
        .containsExactly(
            new ImageConfig.Step(Instant.parse("2026-01-01T00:00:00Z"), "ADD rootfs", false),
            new ImageConfig.Step(null, "ENV A=B", true));
  }

  @Test
  void whatIsNotWhatItShouldBeCountsAsAbsent() throws IOException {
    ImageConfig config =
        parse(
            """
            {"os": 7, "created": "yesterday", "config": {"User": "", "Env": "PATH",
             "Labels": {"a": 1, "b": null, "c": "d"}}, "rootfs": {"diff_ids": {"0": "x"}},
             "history": [7]}
            """);

    assertThat(config)
        .isEqualTo(
            new ImageConfig(
                new Platform("unknown", "unknown", null),
                null,
                null,
                List.of(),
                Map.of("c", "d"),
                List.of(),
                List.of(new ImageConfig.Step(null, null, false))));
  }

  @Test
  void oneDiffIdThatIsNoDigestMakesAllOfThemUseless() throws IOException {
    assertThat(
            parse("{\"rootfs\":{\"diff_ids\":[\"%s\",\"sha256:1\"]}}".formatted(DIGEST)).diffIds())
        .isEmpty();
  }

  @Test
  void whatIsNoObjectIsNoConfiguration() {
    for (String text : List.of("", "[]", "null", "{", "{}{}")) {
      assertThatThrownBy(() -> parse(text)).isInstanceOf(IOException.class);
    }
  }

  private static ImageConfig parse(String json) throws IOException {
    return ConfigParser.parse(json.getBytes(UTF_8));
  }
}
