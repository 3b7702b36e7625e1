package io.registrysidecar.advisory.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.LifeCycle;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table that ships with the program. */
final class LifeCyclesTest {

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          debian,        9,           2022-06-30
          debian,        12,          2028-06-30
          debian,        14,          -
          ubuntu,        22.04,       2027-06-01
          ubuntu,        23.10,       2024-07-11
          alpine,        3.18.4,      2025-05-09
          centos,        7,           2024-06-30
          centos-stream, 8,           2024-05-31
          amzn,          2018.03,     2023-12-31
          amzn,          2,           2026-06-30
          amzn,          2023,        2029-06-30
          fedora,        41,          2025-12-15
          sles,          15.5,        2024-12-31
          opensuse-leap, 15.5,        2024-12-31
          rocky,         9.3,         2032-05-31
          mariner,       2.0.20240101, 2025-06-30
          node,          18.19.0,     2025-04-30
          python,        3.8.10,      2024-10-07
          java,          17.0.9+9,    2027-10-31
          php,           7.4.33,      2022-11-28
          ruby,          2.7.8,       2023-03-31
          go,            1.20.3,      2024-02-06
          dotnet,        6.0.36,      2024-11-12
          node,          1000.0,      -
          nothing,       1,           -
          """)
  void aVersionBelongsToTheLongestReleaseThatItBeginsWith(
      String product, String version, @Nullable LocalDate end) {
    assertThat(LifeCycles.builtIn().of(product, version).map(LifeCycle::end).orElse(null))
        .isEqualTo(end);
  }

  @Test
  void everyRowNamesItsSourceAndEndsAfterItBegan() {
    List<LifeCycle> rows = LifeCycles.builtIn().rows();

    assertThat(rows).hasSizeGreaterThan(500);
    assertThat(rows)
        .allSatisfy(row -> {
          assertThat(row.source()).as("%s", row).isNotBlank();
          if (row.released() != null && row.end() != null) {
            assertThat(row.end()).as("%s", row).isAfterOrEqualTo(row.released());
          }
        });
  }

  @Test
  void distributionsAndCommonRuntimesAreThere() {
    Set<String> products =
        LifeCycles.builtIn().rows().stream().map(LifeCycle::product).collect(Collectors.toSet());

    assertThat(products)
        .contains(
            "debian",
            "ubuntu",
            "alpine",
            "rhel",
            "centos",
            "centos-stream",
            "rocky",
            "almalinux",
            "ol",
            "amzn",
            "fedora",
            "sles",
            "opensuse-leap",
            "sle-micro",
            "photon",
            "mariner",
            "mageia",
            "node",
            "python",
            "java",
            "php",
            "ruby",
            "go",
            "dotnet",
            "perl",
            "erlang");
  }

  @Test
  void aNewerTableReplacesRowsAndAddsOthers() {
    LifeCycles newer =
        LifeCycles.builtIn()
            .with(
                List.of(
                    new LifeCycle("debian", "12", null, LocalDate.parse("2029-01-01"), "test"),
                    new LifeCycle("inhouse", "1", null, LocalDate.parse("2026-01-01"), "test")));

    assertThat(newer.of("debian", "12").map(LifeCycle::end))
        .contains(LocalDate.parse("2029-01-01"));
    assertThat(newer.of("inhouse", "1.5")).isPresent();
    assertThat(newer.of("debian", "11")).isEqualTo(LifeCycles.builtIn().of("debian", "11"));
  }
}
