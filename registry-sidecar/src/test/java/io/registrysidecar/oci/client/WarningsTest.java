package io.registrysidecar.oci.client;

import static io.registrysidecar.oci.client.Fixture.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.registrysidecar.oci.ManifestKey.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WarningsTest {

  private final Fixture fixture = Fixture.start();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Warnings.class);

  @BeforeEach
  void listen() {
    logged.start();
    logger.addAppender(logged);
    logger.setAdditive(false);
  }

  @AfterEach
  void stop() {
    logger.setAdditive(true);
    logger.detachAppender(logged);
    fixture.close();
  }

  @Test
  void whatTheRegistryWarnsOfIsLoggedOnce() throws Exception {
    fixture.faults.always(
        "HEAD /", Fault.changed(a -> a.with("warning", "299 - \"this registry will close\"")));

    for (int i = 0; i < 3; i++) {
      fixture.client.resolve(REPOSITORY, new Tag("1.0"));
    }

    assertThat(logged.list).hasSize(1);
    assertThat(logged.list.getFirst().getFormattedMessage()).isEqualTo("registry warns");
    assertThat(logged.list.getFirst().getKeyValuePairs())
        .extracting(pair -> pair.value)
        .contains("299 - \"this registry will close\"");
  }
}
