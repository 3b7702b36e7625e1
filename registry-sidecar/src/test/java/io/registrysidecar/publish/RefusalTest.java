package io.registrysidecar.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.oci.client.RegistryFailure.Denied;
import io.registrysidecar.oci.client.RegistryFailure.NotFound;
import io.registrysidecar.oci.client.RegistryFailure.ServerError;
import io.registrysidecar.oci.client.RegistryFailure.TooLarge;
import io.registrysidecar.oci.client.RegistryFailure.Unreachable;
import io.registrysidecar.oci.client.RegistryFailure.Unsupported;
import io.registrysidecar.publish.Refusal.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest {

  private static final String ACTION = "push manifest";

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            new Unsupported(ACTION, "409 TAG_IMMUTABLE: tag is immutable"), Kind.IMMUTABLE_TAG),
        Arguments.of(
            new Unsupported(ACTION, "400 ImageTagAlreadyExistsException"), Kind.IMMUTABLE_TAG),
        Arguments.of(
            new Denied(ACTION, 403, "configured quota, which would be exceeded"), Kind.QUOTA),
        Arguments.of(
            new Unsupported(ACTION, "405 can not push artifact to a proxy project"),
            Kind.READ_ONLY),
        Arguments.of(new Denied(ACTION, 403, "repository:team/app:push"), Kind.DENIED),
        Arguments.of(new Unsupported(ACTION, "400 MANIFEST_INVALID"), Kind.NOT_SUPPORTED),
        Arguments.of(new TooLarge(ACTION, 4_194_304), Kind.NOT_SUPPORTED));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysWhatToChange(RegistryFailure failure, Kind kind) {
    assertThat(Refusal.of(failure))
        .hasValueSatisfying(refusal -> {
          assertThat(refusal.kind()).isEqualTo(kind);
          assertThat(refusal.message())
              .startsWith(failure.message())
              .hasSizeGreaterThan(failure.message().length() + 10);
        });
  }

  static Stream<RegistryFailure> others() {
    return Stream.of(
        new Unreachable(ACTION, "connection refused"),
        new ServerError(ACTION, 500, "quota service failed"),
        new NotFound(ACTION, "no such repository"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void whatMayPassByItselfIsNoRefusal(RegistryFailure failure) {
    assertThat(Refusal.of(failure)).isEmpty();
  }
}
