package io.registrysidecar.store;

import static io.registrysidecar.store.Samples.APP;
import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.RepositoryName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link SightingStore} promises: the first sight of a problem is the one that counts. */
public abstract class SightingContract extends StoreContract {

  private static final Sighting CURL = new Sighting("pkg:deb/debian/curl", "CVE-2026-1");
  private static final Sighting OPENSSL = new Sighting("pkg:deb/debian/openssl", "CVE-2026-1");
  private static final Instant LATER = NOON.plus(Duration.ofDays(3));

  @Test
  void theFirstSightCountsHoweverOftenItIsSeenAgain() {
    assertThat(seen(APP, NOON, CURL)).isEqualTo(Map.of(CURL, NOON));

    assertThat(seen(APP, LATER, CURL, OPENSSL)).isEqualTo(Map.of(CURL, NOON, OPENSSL, LATER));
    assertThat(store.sightings().of("main", APP, List.of(CURL, OPENSSL)))
        .isEqualTo(Map.of(CURL, NOON, OPENSSL, LATER));
  }

  @Test
  void whatWasNeverSeenIsNotKnown() {
    seen(APP, NOON, CURL);

    assertThat(store.sightings().of("main", APP, List.of(OPENSSL))).isEmpty();
    assertThat(store.sightings().of("other", APP, List.of(CURL))).isEmpty();
  }

  @Test
  void eachRepositoryHasItsOwnTimes() {
    var web = new RepositoryName("team/web");
    seen(APP, NOON, CURL);

    assertThat(seen(web, LATER, CURL)).isEqualTo(Map.of(CURL, LATER));
  }

  @Test
  void itIsKnownAfterARestart() {
    seen(APP, NOON, CURL);
    reopen();

    assertThat(seen(APP, LATER, CURL)).isEqualTo(Map.of(CURL, NOON));
  }

  @Test
  void itIsForgottenWithTheLastImageOfTheRepository() {
    store.images().seen(image("a"), NOON);
    store.images().seen(image("b"), NOON);
    seen(APP, NOON, CURL);

    store.images().deleted(image("a"), LATER);
    assertThat(store.sightings().prune()).isZero();
    assertThat(store.sightings().of("main", APP, List.of(CURL))).isNotEmpty();

    store.images().deleted(image("b"), LATER);
    assertThat(store.sightings().prune()).isEqualTo(1);
    assertThat(store.sightings().of("main", APP, List.of(CURL))).isEmpty();
  }

  private Map<Sighting, Instant> seen(RepositoryName repository, Instant at, Sighting... found) {
    return store.sightings().seen("main", repository, List.of(found), at);
  }
}
