package io.registrysidecar.advisory.db;

import static io.registrysidecar.advisory.Osv.osv;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Osv;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an advisory is about, in the several ways in which publishers have said it over the years.
 */
final class NamesTest {

  @TempDir Path dir;

  @Test
  void aRecordNamedForItsProblemIsAboutThat() throws IOException {
    assertThat(
            stored(osv("CVE-2026-1").affects("Debian:12", "a").from("0").related("CVE-2026-2"))
                .covers())
        .isEmpty();
    assertThat(stored(osv("DEBIAN-CVE-2026-1").affects("Debian:12", "a").from("0")).covers())
        .containsExactly("CVE-2026-1");
    assertThat(
            stored(
                    osv("ALPINE-CVE-2026-1")
                        .upstream("CVE-2026-1")
                        .affects("Alpine:v3.20", "a")
                        .from("0"))
                .covers())
        .containsExactly("CVE-2026-1");
  }

  @Test
  void anAnnouncementIsAboutWhatItDerivesFrom() throws IOException {
    Osv dsa = osv("DSA-1").affects("Debian:12", "a").from("0");
    assertThat(
            stored(dsa.upstream("CVE-2026-2", "CVE-2026-1", "DSA-0").related("CVE-2026-9"))
                .covers())
        .containsExactly("CVE-2026-1", "CVE-2026-2");
  }

  @Test
  void olderAnnouncementsSayItUnderAliasesOrRelated() throws IOException {
    Advisory aliases =
        stored(
            osv("DSA-1")
                .aliases("CVE-2026-1", "CVE-2026-2", "X-1")
                .affects("Debian:12", "a")
                .from("0"));
    assertThat(aliases.covers()).containsExactly("CVE-2026-1", "CVE-2026-2");
    assertThat(aliases.aliases()).containsExactly("X-1");
    assertThat(
            stored(
                    osv("DSA-1")
                        .related("CVE-2026-1", "UBUNTU-CVE-2026-2")
                        .affects("Debian:12", "a")
                        .from("0"))
                .covers())
        .containsExactly("CVE-2026-1", "CVE-2026-2");
  }

  @Test
  void elsewhereRelatedIsNotTheSame() throws IOException {
    Advisory ghsa =
        stored(
            osv("GHSA-1")
                .aliases("CVE-2026-1")
                .related("CVE-2026-2")
                .affects("npm", "a")
                .from("0"));
    assertThat(ghsa.aliases()).containsExactly("CVE-2026-1");
    assertThat(ghsa.covers()).isEmpty();
  }

  @Test
  void aRecordThatIsItsOwnAliasIsNot() throws IOException {
    assertThat(
            stored(
                    osv("GHSA-1")
                        .aliases("GHSA-1", "CVE-2026-1", "CVE-2026-1")
                        .affects("npm", "a")
                        .from("0"))
                .aliases())
        .containsExactly("CVE-2026-1");
  }

  private Advisory stored(Osv record) throws IOException {
    AdvisoryDatabase database = Databases.of(dir, record);
    String id = record.json().replaceFirst(".*?\"id\":\"([^\"]*)\".*", "$1");
    return database.advisory(id).orElseThrow();
  }
}
