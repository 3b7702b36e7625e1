package io.registrysidecar.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReviewCorpusTest {

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsReadAndAnsweredIsExpected(Path folder) throws Exception {
    assertThat(ReviewCorpus.actual(folder).toPrettyString())
        .isEqualTo(ReviewCorpus.expected(folder).toPrettyString());
  }

  static List<Path> cases() throws IOException {
    return ReviewCorpus.cases();
  }
}
