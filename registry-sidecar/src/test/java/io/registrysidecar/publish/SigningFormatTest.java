package io.registrysidecar.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.publish.SigningFormat.Form;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningFormatTest {

  @ParameterizedTest(name = "{0}: legacy signature {1}, somebody''s bundle {2}: {3}")
  @CsvSource({
    "AUTO,   false, false, BUNDLES",
    "AUTO,   true,  false, LEGACY_TAG",
    "AUTO,   true,  true,  BUNDLES",
    "AUTO,   false, true,  BUNDLES",
    "BUNDLE, true,  false, BUNDLES",
    "LEGACY, false, true,  LEGACY_TAG",
    "BOTH,   true,  false, BUNDLES LEGACY_TAG",
    "OFF,    true,  true,  ''",
  })
  void whatIsThereDecidesWhatIsWritten(
      SigningFormat format, boolean signature, boolean bundle, String forms) {
    Set<Form> chosen = format.formsFor(new Situation(signature, bundle, 1));

    assertThat(chosen.stream().map(Form::name).sorted().collect(Collectors.joining(" ")))
        .isEqualTo(forms);
  }
}
