package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.jar;
import static io.registrysidecar.testing.Installed.fullInventoryOf;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.db.AdvisoryDatabases;
import io.registrysidecar.advisory.db.AdvisorySample;
import io.registrysidecar.advisory.match.Matcher;
import io.registrysidecar.inventory.Inventory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoryKnowledgeTest {

  private static final Inventory LOG4J =
      fullInventoryOf(
          image()
              .layer(jar("app/log4j.jar", "org.apache.logging.log4j", "log4j-core", "2.14.1"))
              .build());

  @TempDir Path directory;

  @Test
  void withoutADatabaseNothingIsKnownAndThatIsSaid() throws Exception {
    Judgement judgement = knowledge().get().judge(LOG4J, null);

    assertThat(judgement.advisories().version()).isNull();
    assertThat(judgement.notes())
        .anySatisfy(note -> assertThat(note.code()).isEqualTo("advisory-database-missing"));
  }

  @Test
  void aDatabaseThatAppearsIsUsedFromThenOn() throws Exception {
    AdvisoryKnowledge knowledge = knowledge();
    assertThat(knowledge.get().version()).isEmpty();

    AdvisorySample.importTo(file(), InstantSource.fixed(Sources.NOON));

    Judgement judgement = knowledge.get().judge(LOG4J, null);
    assertThat(judgement.findings()).flatExtracting(Finding::aliases).contains("CVE-2021-44228");
    assertThat(judgement.advisories().version()).isEqualTo(knowledge.get().version());
    assertThat(judgement.advisories().feeds()).isNotEmpty();
  }

  @Test
  void aComponentIsJudgedByItselfToo() throws Exception {
    AdvisorySample.importTo(file(), InstantSource.fixed(Sources.NOON));

    assertThat(knowledge().get().judge(LOG4J.components().getFirst()))
        .flatExtracting(Finding::aliases)
        .contains("CVE-2021-44228");
  }

  @Test
  void aDatabaseThatIsTakenAwayStaysInForce() throws Exception {
    AdvisorySample.importTo(file(), InstantSource.fixed(Sources.NOON));
    AdvisoryKnowledge knowledge = knowledge();
    String version = knowledge.get().version();

    Files.delete(file());

    assertThat(knowledge.get().version()).isEqualTo(version).isNotEmpty();
    assertThat(knowledge.get().judge(LOG4J, null).findings()).isNotEmpty();
  }

  @Test
  void aDatabaseThatIsReplacedByRubbishStaysInForce() throws Exception {
    AdvisorySample.importTo(file(), InstantSource.fixed(Sources.NOON));
    AdvisoryKnowledge knowledge = knowledge();
    String version = knowledge.get().version();

    replaceByRubbish();

    assertThat(knowledge.get().version()).isEqualTo(version).isNotEmpty();
  }

  @Test
  void rubbishFromTheStartIsNamed() throws Exception {
    replaceByRubbish();

    assertThatThrownBy(() -> knowledge().get().judge(LOG4J, null))
        .isInstanceOf(UnusableKnowledge.class)
        .hasMessageContaining(file().toString());
  }

  private void replaceByRubbish() throws Exception {
    Path rubbish = Files.writeString(directory.resolve("rubbish"), "not a database");
    Files.move(rubbish, file(), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path file() {
    return directory.resolve("advisories.db");
  }

  private AdvisoryKnowledge knowledge() {
    return new AdvisoryKnowledge(
        new AdvisoryDatabases(file()),
        new Matcher(InstantSource.fixed(Sources.NOON), Matcher.DEFAULT_STALE_AFTER));
  }
}
