package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.builtFrom;
import static io.registrysidecar.advisory.match.Components.deb;
import static io.registrysidecar.advisory.match.Components.maven;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.inventory.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a component has to become to be repaired. */
final class SmallestUpgradeTest {

  private static final String LOG4J = "org.apache.logging.log4j:log4j-core";

  @TempDir Path dir;

  @Test
  void theHighestOfTheFixesRepairsAll() throws IOException {
    assertThat(
            upgrade(
                maven(LOG4J, "2.14.1"),
                log4j("GHSA-1").from("2.0").fixedIn("2.15.0"),
                log4j("GHSA-2").from("2.0").fixedIn("2.17.1"),
                log4j("GHSA-3").from("2.0").fixedIn("2.16.0")))
        .isEqualTo("2.17.1");
  }

  @Test
  void anUpgradeDoesNotRunIntoTheNextProblem() throws IOException {
    assertThat(
            upgrade(
                maven(LOG4J, "1.0"),
                log4j("GHSA-1").from("0").fixedIn("2.0"),
                log4j("GHSA-2").from("2.0").fixedIn("2.1"),
                log4j("GHSA-3").from("2.1").fixedIn("2.2").andFrom("3.0").fixedIn("3.1")))
        .as("2.0 and 2.1 have problems of their own")
        .isEqualTo("2.2");
  }

  @Test
  void aBranchThatIsRepairedByItselfIsEnough() throws IOException {
    assertThat(
            upgrade(
                maven(LOG4J, "2.12.1"),
                log4j("GHSA-1").from("2.0").fixedIn("2.12.2").andFrom("2.13.0").fixedIn("2.15.0")))
        .isEqualTo("2.12.2");
  }

  @Test
  void whatHasNoFixStandsInNobodysWay() throws IOException {
    assertThat(
            upgrade(
                maven(LOG4J, "2.14.1"),
                log4j("GHSA-1").from("0"),
                log4j("GHSA-2").from("2.0").fixedIn("2.15.0")))
        .isEqualTo("2.15.0");
    assertThat(upgrade(maven(LOG4J, "2.14.1"), log4j("GHSA-1").from("0"))).isNull();
  }

  @Test
  void anUpgradeIntoSomethingWithoutAFixIsNone() throws IOException {
    assertThat(
            upgrade(
                maven(LOG4J, "1.0"),
                log4j("GHSA-1").from("0").fixedIn("2.0"),
                log4j("GHSA-2").from("1.5")))
        .isNull();
  }

  @Test
  void itIsAVersionOfWhatAdvisoriesName() throws IOException {
    assertThat(
            upgrade(
                builtFrom(deb("libgcc-s1", "99:1"), "gcc-12", "12.2.0-14"),
                osv("CVE-2026-1").affects("Debian:12", "gcc-12").from("0").fixedIn("12.2.0-15")))
        .isEqualTo("12.2.0-15");
  }

  private static Osv log4j(String id) {
    return osv(id).affects("Maven", LOG4J);
  }

  private @Nullable String upgrade(Component component, Osv... records) throws IOException {
    List<Finding> findings =
        new Matcher(InstantSource.fixed(Databases.NOW), Matcher.DEFAULT_STALE_AFTER)
            .match(component, Databases.of(dir, records))
            .findings();
    assertThat(findings).isNotEmpty();
    assertThat(findings).extracting(Finding::upgrade).containsOnly(findings.getFirst().upgrade());
    return findings.getFirst().upgrade();
  }
}
