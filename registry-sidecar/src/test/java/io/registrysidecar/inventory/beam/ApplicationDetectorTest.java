package io.registrysidecar.inventory.beam;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import io.registrysidecar.testing.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationDetectorTest {

  @Test
  void anApplicationIsThere() {
    Evidence evidence =
        Evidence.of(
            new ApplicationDetector(),
            file("app/lib/cowboy-2.8.0/ebin/cowboy.app", resource("/inventory/beam/cowboy.app")),
            file("app/lib/recon-2.5.2/ebin/recon.app", resource("/inventory/beam/recon.app")),
            file("app/src/cowboy.app", resource("/inventory/beam/cowboy.app")));

    assertThat(evidence.names()).containsExactly("cowboy 2.8.0", "recon 2.5.2");
    assertThat(evidence.facts()).allMatch(fact -> fact.type().equals("hex"));
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void erlangItselfIsNoPackageOfHex() {
    Evidence evidence =
        Evidence.of(
            new ApplicationDetector(),
            file("usr/lib/erlang/releases/25/OTP_VERSION", resource("/inventory/beam/OTP_VERSION")),
            file("lib/ssl-10.8.7/ebin/ssl.app", "{application, ssl, [{vsn, \"10.8.7\"}]}."));

    assertThat(evidence.facts())
        .containsExactly(
            PackageFact.of("otp", null, "ssl", "10.8.7"),
            PackageFact.of("generic", null, "erlang-otp", "25.2.3"));
  }

  @Test
  void aReleaseOfElixirTellsWhatItNeeds() {
    Evidence evidence =
        Evidence.of(
            new ApplicationDetector(),
            file(
                "opt/app/lib/my_dep-0.4.0-rc.1/ebin/my_dep.app",
                resource("/inventory/beam/my_dep.app")),
            file(
                "opt/app/lib/crypto-5.1.2/ebin/crypto.app",
                resource("/inventory/beam/crypto.app")));

    assertThat(evidence.facts())
        .containsExactlyInAnyOrder(
            PackageFact.of("otp", null, "crypto", "5.1.2")
                .with(Relations.needing(List.of("kernel", "stdlib"))),
            PackageFact.of("hex", null, "my_dep", "0.4.0-rc.1")
                .with(
                    Relations.needing(List.of("kernel", "stdlib", "elixir", "logger", "crypto"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{applicatio", "[]", "{application, , []}"})
  void whatDescribesNoApplicationIsBroken(String content) {
    assertThat(Evidence.of(new ApplicationDetector(), file("ebin/a.app", content)).codes())
        .containsExactly("evidence-malformed");
  }
}
