package io.registrysidecar.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryFilterTest {

  @ParameterizedTest
  @CsvSource({
    "**,           app,            true",
    "**,           team/app,       true",
    "*,            app,            true",
    "*,            team/app,       false",
    "team/*,       team/app,       true",
    "team/*,       team/app/web,   false",
    "team/**,      team/app/web,   true",
    "team/**,      team,           true",
    "team/**,      teams/app,      false",
    "**/web,       team/app/web,   true",
    "**/web,       web,            true",
    "**/web,       team/web/app,   false",
    "a/**/b/**/c,  a/b/b/x/c,      true",
    "a/**/b/**/c,  a/x/c,          false",
    "lib-*-x,      lib-a-b-x,      true",
    "lib-*-x,      lib-x,          false",
    "team/app,     team/app,       true",
    "team/app,     team/app2,      false",
  })
  void aPatternMatchesSegmentBySegment(String glob, String repository, boolean accepted) {
    assertThat(new RepositoryFilter(List.of(glob)).accepts(repository)).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({"team/app, true", "team/*, false"})
  void patternsWithoutStarsNameTheirRepositories(String glob, boolean inFull) {
    assertThat(new RepositoryFilter(List.of("base", glob)).namedInFull())
        .isEqualTo(inFull ? List.of("base", glob) : List.of());
  }
}
