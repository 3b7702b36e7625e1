package io.registrysidecar.config;

import io.registrysidecar.file.FileProblem;
import io.registrysidecar.file.RegularFile;
import io.registrysidecar.oci.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads a secret from the file that holds it; one line break at its end does not count. */
final class SecretFile {

  private static final int LONGEST = 64 * 1024;

  private SecretFile() {}

  static Secret read(Path file) throws BadValue {
    byte[] bytes;
    try (InputStream in = RegularFile.open(file)) {
      bytes = in.readNBytes(LONGEST + 1);
    } catch (IOException e) {
      throw new BadValue(
          "cannot read the secret file "
              + file
              + " ("
              + FileProblem.reason(e)
              + "); create it, readable by this user");
    }
    if (bytes.length > LONGEST) {
      throw new BadValue(
          "the secret file " + file + " is larger than 64 KiB; is it the right one?");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    String secret = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    secret = secret.endsWith("\r") ? secret.substring(0, secret.length() - 1) : secret;
    if (secret.isBlank()) {
      throw new BadValue("the secret file " + file + " is empty; write the secret into it");
    }
    return new Secret(secret);
  }
}
