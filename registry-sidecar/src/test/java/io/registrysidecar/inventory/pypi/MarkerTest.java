package io.registrysidecar.inventory.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python_version >= '3.8'",
        "sys_platform == 'linux'",
        "sys_platform != 'win32'",
        "sys_platform == 'win32' or sys_platform == 'linux'",
        "platform_system == 'Linux' and (python_version < '3.9' or extra == 'x')",
        "",
        "(",
        "nonsense",
      })
  void whatMayHoldHolds(String marker) {
    assertThat(Marker.mayHold(marker)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "extra == 'test'",
        "'test' == extra",
        "python_version >= '3.8' and extra == \"test\"",
        "(python_version >= '3.8' or python_version < '3') and extra=='test'",
        "sys_platform == 'win32'",
        "platform_system==\"Windows\"",
        "os_name == 'nt' or sys_platform == 'darwin'",
      })
  void whatCannotHoldInAContainerDoesNot(String marker) {
    assertThat(Marker.mayHold(marker)).isFalse();
  }
}
