package io.registrysidecar.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TarPathTest {

  @ParameterizedTest
  @CsvSource({
    "a/b, a/b",
    "./a/b/, a/b",
    "/a//b, a/b",
    "a/./b/../c, a/c",
    "..a/b.., ..a/b..",
    ".., ''",
    "../../a, a",
    "., ''",
    "./, ''",
    "/, ''",
    "'', ''",
    "...,...",
    "a/.., ''",
  })
  void anyTextBecomesAPath(String text, String expected) {
    assertThat(TarPath.of(text).value()).isEqualTo(expected);
  }

  @Test
  void aPathKnowsItsParts() {
    TarPath path = TarPath.of("usr/lib/os-release");

    assertThat(path.fileName()).isEqualTo("os-release");
    assertThat(path.parent()).isEqualTo(TarPath.of("usr/lib"));
    assertThat(path.depth()).isEqualTo(3);
    assertThat(TarPath.ROOT.parent()).isEqualTo(TarPath.ROOT);
    assertThat(TarPath.ROOT.depth()).isZero();
    assertThat(TarPath.ROOT.child("usr").child("lib")).isEqualTo(TarPath.of("usr/lib"));
  }

  @Test
  void aValueThatIsNotNormalCannotBeMade() {
    assertThatThrownBy(() -> new TarPath("/etc")).isInstanceOf(IllegalArgumentException.class);
  }
}
