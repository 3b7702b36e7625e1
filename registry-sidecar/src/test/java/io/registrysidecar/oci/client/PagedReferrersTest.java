package io.registrysidecar.oci.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.demo.RegistryOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A registry that gives referrers in small pages. */
class PagedReferrersTest extends ReferrersContract {

  @Override
  Fixture fixture() {
    return Fixture.start(RegistryOptions.DEFAULT.withPageSize(2));
  }

  @Test
  void threat11EveryPageIsRead() throws Exception {
    change(
        List.of(artifact("a"), artifact("b"), artifact("c"), artifact("d"), artifact("e")),
        List.of());
    int before = fixture.faults.seen("GET /referrers/").size();

    assertThat(listed()).hasSize(5);
    assertThat(fixture.faults.seen("GET /referrers/").size() - before).isEqualTo(3);
  }
}
