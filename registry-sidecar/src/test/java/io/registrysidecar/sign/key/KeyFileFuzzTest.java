package io.registrysidecar.sign.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a private key: a signer that signs, or the declared failure; never the password. In
 * an ordinary test run these are the keys of the tests, good and bad; {@code e2e/fuzz} searches for
 * more.
 */
class KeyFileFuzzTest {

  private static final byte[] DATA = {1, 2, 3};

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void aFileGivesASignerOrTheReasonWhyNot(byte[] content) throws Exception {
    Path file = Files.createTempFile("key", "");
    try {
      Files.write(file, content);
      Signer signer = KeyFile.read(file, TestKeys.PASSWORD);
      KeyAlgorithm algorithm = KeyAlgorithm.of(signer.publicKey()).orElseThrow();
      byte[] signature = signer.sign(SignatureForm.NOTARY, DATA);
      assertThat(algorithm.verifies(signer.publicKey(), SignatureForm.NOTARY, DATA, signature))
          .isTrue();
    } catch (KeyFailure e) {
      assertThat(e).hasMessageStartingWith("read ").hasMessageNotContaining("s3cret");
    } finally {
      Files.delete(file);
    }
  }

  static Stream<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (Path file : TestKeys.in("good")) {
      seeds.add(Files.readAllBytes(file));
    }
    for (Path folder : TestKeys.in("bad")) {
      seeds.add(Files.readAllBytes(folder.resolve("key")));
    }
    return seeds.stream();
  }
}
