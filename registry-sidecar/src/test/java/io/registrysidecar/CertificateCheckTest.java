package io.registrysidecar;

import static io.registrysidecar.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.registrysidecar.api.HealthCheck.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CertificateCheckTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final Logger logger = (Logger) LoggerFactory.getLogger(CertificateCheck.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Instant end = NOON.plus(Duration.ofDays(30));

  private Instant shownUntil = end;
  private Instant now = NOON;
  private final CertificateCheck check =
      new CertificateCheck(() -> Optional.of(shownUntil), () -> now);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  @Test
  void nothingIsSaidOfACertificateThatIsGoodForLong() {
    check.watch();

    assertThat(check.check().state()).isEqualTo(State.UP);
    assertThat(warnings()).isEmpty();
  }

  @Test
  void itIsSaidOnceThatTheEndComesNearAndOnceThatItHasCome() {
    now = end.minus(Duration.ofDays(7)).plus(HOUR);
    check.watch();
    now = now.plus(HOUR);
    check.watch();
    assertThat(check.check().state()).isEqualTo(State.DEGRADED);
    assertThat(warnings())
        .containsExactly("the certificate ends at " + end + "; replace its files before that");

    now = end.plus(HOUR);
    check.watch();
    check.watch();
    assertThat(check.check().state()).isEqualTo(State.DEGRADED);
    assertThat(warnings())
        .hasSize(2)
        .last()
        .isEqualTo(
            "the certificate ended at "
                + end
                + "; clusters refuse it until its files are replaced");
  }

  @Test
  void itIsSaidOfACertificateThatTakesThePlaceOfAnother() {
    check.watch();
    shownUntil = NOON.minus(HOUR);
    check.watch();

    assertThat(warnings()).singleElement().asString().contains("ended at " + shownUntil);
  }

  private List<String> warnings() {
    return log.list.stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }
}
