package io.registrysidecar.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnStreamTest {

  private final List<String> events = new ArrayList<>();
  private final Turn turn = new Told();

  @Test
  void noTurnIsHeldWhileTheRegistryIsAsked() throws Exception {
    BlobLayer.Blob blob =
        () -> {
          events.add("asked");
          return InputStream.nullInputStream();
        };

    try (InputStream bytes = TurnStream.open(blob::open, turn)) {
      assertThat(bytes.markSupported()).isFalse();
    }
    assertThat(events).containsExactly("end", "asked", "begin");
  }

  @Test
  void bytesThatAreThereAreReadWithinTheTurn() throws Exception {
    try (InputStream bytes = TurnStream.open(() -> new ByteArrayInputStream(new byte[8]), turn)) {
      events.clear();

      assertThat(bytes.read(new byte[4])).isEqualTo(4);
    }
    assertThat(events).containsExactly("share");
  }

  @Test
  void noTurnIsHeldWhileBytesAreWaitedFor() throws Exception {
    try (InputStream bytes = TurnStream.open(Late::new, turn)) {
      events.clear();

      assertThat(bytes.read()).isEqualTo(7);
    }
    assertThat(events).containsExactly("end", "arrived", "begin");
  }

  @Test
  void anInterruptionWhileATurnIsWaitedForIsOneOfTheStream() throws Exception {
    Turn never =
        new Told() {
          @Override
          public void share() throws InterruptedException {
            throw new InterruptedException();
          }
        };
    try (InputStream bytes = TurnStream.open(() -> new ByteArrayInputStream(new byte[8]), never)) {
      assertThatThrownBy(bytes::read).isInstanceOf(InterruptedIOException.class);
    }
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Notes what happens. */
  private class Told implements Turn {
    @Override
    public void begin() {
      events.add("begin");
    }

    @Override
    public void share() throws InterruptedException {
      events.add("share");
    }

    @Override
    public void end() {
      events.add("end");
    }
  }

  /** Has nothing until it is asked. */
  private final class Late extends InputStream {
    @Override
    public int read() throws IOException {
      events.add("arrived");
      return 7;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      target[offset] = (byte) read();
      return 1;
    }
  }
}
