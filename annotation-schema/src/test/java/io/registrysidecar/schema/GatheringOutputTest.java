package io.registrysidecar.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class GatheringOutputTest {

  private final GatheringOutput out = new GatheringOutput();

  @Test
  void nothingWasWritten() {
    assertThat(out.toByteArray()).isEmpty();
    assertThat(out.size()).isZero();
  }

  @RepeatedTest(20)
  void whatWasWrittenIsThereInItsOrder(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    ByteArrayOutputStream expected = new ByteArrayOutputStream();

    for (int i = 0; i < 100; i++) {
      byte[] bytes = new byte[random.nextInt(random.nextInt(1, 40_000))];
      random.nextBytes(bytes);
      int offset = random.nextInt(bytes.length + 1);
      out.write(bytes, offset, bytes.length - offset);
      expected.write(bytes, offset, bytes.length - offset);
      int one = random.nextInt();
      out.write(one);
      expected.write(one);
    }

    assertThat(out.toByteArray()).isEqualTo(expected.toByteArray());
    assertThat(out.size()).isEqualTo(expected.size());
  }

  @Test
  void whatIsWrittenLaterDoesNotChangeWhatWasTaken() {
    out.write(1);
    byte[] taken = out.toByteArray();

    out.write(2);

    assertThat(taken).containsExactly(1);
    assertThat(out.toByteArray()).containsExactly(1, 2);
  }

  @Test
  void bytesThatAreNotThereAreRefused() {
    assertThatThrownBy(() -> out.write(new byte[3], 2, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
