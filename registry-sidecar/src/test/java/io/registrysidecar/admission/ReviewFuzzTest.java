package io.registrysidecar.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a review: it is refused with a reason, or its images have a place and a name. In an
 * ordinary test run these are the cases of the corpus; {@code e2e/fuzz} searches for more.
 */
class ReviewFuzzTest {

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void aReviewIsRefusedWithAReasonOrNamesItsImages(byte[] body) {
    Review review;
    try {
      review = ReviewReader.read(body);
    } catch (MalformedReview e) {
      assertThat(e).message().isNotBlank();
      return;
    }
    assertThat(review.uid()).isNotBlank();
    assertThat(review.images())
        .hasSizeLessThanOrEqualTo(500)
        .allMatch(image -> image.pointer().startsWith("/") && !image.image().isEmpty());
  }

  static Stream<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (Path folder : ReviewCorpus.cases()) {
      seeds.add(ReviewCorpus.review(folder));
    }
    return seeds.stream();
  }
}
