package io.registrysidecar.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of repositories are Red Hat's, those of products are in its advisories. */
final class RedHatRepositoriesTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          rhel-9-for-x86_64-baseos-rpms,                     enterprise_linux:9::baseos
          rhel-9-for-x86_64-appstream-rpms__9,               enterprise_linux:9::appstream
          ubi-8-baseos-rpms,                                 enterprise_linux:8::baseos
          rhel-9-for-x86_64-baseos-eus-rpms__9_DOT_2,        rhel_eus:9.2::baseos
          rhel-8-for-x86_64-baseos-aus-rpms__8_DOT_4,        rhel_aus:8.4::baseos
          rhel-8-for-x86_64-appstream-tus-rpms__8_DOT_6,     rhel_tus:8.6::appstream
          rhel-9-for-x86_64-highavailability-e4s-rpms__9_DOT_0, rhel_e4s:9.0::highavailability
          rhel-8-for-x86_64-sap-solutions-e4s-rpms__8_DOT_4, rhel_e4s:8.4::sap_hana
          rhel-9-for-x86_64-sap-netweaver-e4s-rpms__9_DOT_0, rhel_e4s:9.0::sap
          rhel-9-for-x86_64-rt-rpms,                         enterprise_linux:9::realtime
          rhel-9-for-x86_64-baseos-eus-rpms,                 rhel_eus:9::baseos
          codeready-builder-for-rhel-9-x86_64-eus-rpms__9_DOT_2, rhel_eus:9.2::crb
          rhel-7-server-els-rpms,                            rhel_els:7
          rhel-7-server-rpms,                                enterprise_linux:7::server
          rhel-7-server-aus-rpms__7_DOT_7,                   rhel_aus:7.7::server
          rhel-7-server-tus-rpms__7_DOT_6,                   rhel_tus:7.6::server
          rhel-7-server-eus-optional-rpms__7_DOT_6,          rhel_eus:7.6::server
          rhocp-4.13-for-rhel-9-x86_64-rpms,                 openshift:4.13::el9
          fast-datapath-for-rhel-8-x86_64-rpms,              enterprise_linux:8::fastdatapath
          codeready-builder-for-rhel-9-x86_64-rpms,          enterprise_linux:9::crb
          satellite-6-client-for-rhel-9-x86_64-rpms,         -
          """)
  void repositoriesBelongToProducts(String repository, @Nullable String product) {
    assertThat(RedHatRepositories.product(repository).orElse(null)).isEqualTo(product);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          rhel_eus:9::baseos,          9.2,  rhel_eus:9.2::baseos
          rhel_aus:8::appstream,       8.10, rhel_aus:8.10::appstream
          rhel_eus:9::baseos,          9,    enterprise_linux:9::baseos
          rhel_eus:9::baseos,          -,    enterprise_linux:9::baseos
          rhel_eus:9::baseos,          8.4,  enterprise_linux:9::baseos
          rhel_eus:9.2::baseos,        9.4,  rhel_eus:9.2::baseos
          enterprise_linux:9::baseos,  9.4,  enterprise_linux:9::baseos
          rhel_els:7,                  7.9,  rhel_els:7
          """)
  void aStreamWithoutAMinorReleaseIsOfThatOfTheImage(
      String product, @Nullable String version, String completed) {
    assertThat(RedHatRepositories.inRelease(product, version)).isEqualTo(completed);
  }
}
