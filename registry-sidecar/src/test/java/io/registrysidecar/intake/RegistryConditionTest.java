package io.registrysidecar.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.client.RegistryFailure;
import org.junit.jupiter.api.Test;

class RegistryConditionTest {

  @Test
  void failuresAreSaidWhenTheyChange() {
    var condition = new RegistryCondition("main");
    var down = new RegistryFailure.Unreachable("list tags", "refused");

    assertThat(condition.well()).isFalse();
    assertThat(condition.failed(down)).isTrue();
    assertThat(condition.failed(down)).isFalse();
    assertThat(condition.failed(new RegistryFailure.Denied("list tags", 401, "pull"))).isTrue();
    assertThat(condition.well()).isTrue();
    assertThat(condition.well()).isFalse();
  }
}
