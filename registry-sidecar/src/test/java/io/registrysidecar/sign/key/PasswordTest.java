package io.registrysidecar.sign.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class PasswordTest {

  @TempDir Path directory;

  @Test
  void itIsGoneAfterUse() {
    Password password = Password.of("hunter2");
    char[] characters = password.characters();

    password.close();

    assertThat(characters).containsOnly('\0');
  }

  @Test
  void whateverReadsAKeyWipesThePasswordThatItAskedFor() throws Exception {
    List<Password> given = new ArrayList<>();
    PasswordSource source =
        () -> {
          given.add(Password.of("s3cret"));
          return Optional.of(given.getLast());
        };
    for (String name : List.of("cosign-3.1.3.key", "pbes2-p256.key", "p256.p12")) {
      KeyFile.read(
          TestKeys.privately(TestKeys.RESOURCES.resolve("good/" + name), directory), source);
    }
    new KeyRing(
            new KeyRing.Settings(
                directory.resolve("keys"), true, source, "DE", "BE", "Example", Map.of()),
            Instant::now)
        .signer(KeyRole.ATTESTATION);

    assertThat(given)
        .hasSizeGreaterThan(4)
        .allSatisfy(password -> assertThat(password.characters()).containsOnly('\0'));
  }

  @Test
  void oneThatEverybodyMayReadIsWarnedOf() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(PrivateFiles.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    Path file = Files.writeString(directory.resolve("password"), "hunter2\n");
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
      PasswordSource.file(file).read().orElseThrow().close();
      assertThat(log.list).isEmpty();

      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      PasswordSource.file(file).read().orElseThrow().close();
      assertThat(log.list)
          .singleElement()
          .satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getMessage()).contains("everybody on this machine");
          });
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void noLogShowsIt() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    try {
      KeyRing ring =
          new KeyRing(
              new KeyRing.Settings(
                  directory.resolve("keys"),
                  true,
                  () -> Optional.of(Password.of("hunter2")),
                  "DE",
                  "BE",
                  "Example",
                  Map.of()),
              Instant::now);
      ring.signer(KeyRole.ATTESTATION);
      ring.rotate(KeyRole.ATTESTATION, true);
      assertThat(ring.settings().toString()).doesNotContain("hunter2");
    } finally {
      root.setLevel(before);
      root.detachAppender(log);
    }

    assertThat(log.list)
        .isNotEmpty()
        .noneSatisfy(event ->
            assertThat(event.getFormattedMessage() + event.getKeyValuePairs()).contains("hunter2"));
  }

  @Test
  void utf8IsWhatCosignHashes() throws Exception {
    try (Password password = Password.of("pässwörd\uD83D\uDD11")) {
      assertThat(password.utf8()).isEqualTo("pässwörd\uD83D\uDD11".getBytes(UTF_8));
      assertThat(Password.ofUtf8(password.utf8()).characters()).isEqualTo(password.characters());
      assertThat(password).hasToString("(secret)");
    }
  }

  @Test
  void aLineBreakAtTheEndOfAFileIsNotPartOfIt() throws Exception {
    for (String text : List.of("one two", "one two\n", "one two\r\n")) {
      Path file = Files.writeString(directory.resolve("password"), text);
      assertThat(PasswordSource.file(file).read().orElseThrow().characters())
          .isEqualTo("one two".toCharArray());
    }
  }

  @Test
  void aFileWithoutPasswordIsAnErrorAndNotNoPassword() throws Exception {
    Path empty = Files.writeString(directory.resolve("password"), "\n");

    assertThatThrownBy(() -> PasswordSource.file(empty).read())
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("it is empty");
    assertThatThrownBy(() -> PasswordSource.file(directory.resolve("none")).read())
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("there is no such file");
  }

  @Test
  void theFirstPlaceThatHasOneCounts() throws Exception {
    Map<String, String> environment = Map.of("COSIGN_PASSWORD", "second", "EMPTY", "");

    assertThat(
            PasswordSource.firstOf(
                    PasswordSource.file(null),
                    PasswordSource.variable(environment, "EMPTY"),
                    PasswordSource.variable(environment, "COSIGN_PASSWORD"))
                .read()
                .orElseThrow()
                .characters())
        .isEqualTo("second".toCharArray());
  }
}
