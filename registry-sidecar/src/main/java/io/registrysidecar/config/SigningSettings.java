package io.registrysidecar.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How results and images are signed, and with which keys. Passwords are not in here: only where
 * they are.
 *
 * @param format the form of signatures
 * @param keys the directory of the keys
 * @param generate whether missing keys are made
 * @param passwordFile the file with the password of private keys, or null
 * @param subject who certificates are about
 * @param attestation where the key for scan results is, if not in the directory
 * @param release where the key for released images is, if not in the directory
 * @param token the PKCS #11 token, or null
 */
public record SigningSettings(
    SigningFormat format,
    Path keys,
    boolean generate,
    @Nullable Path passwordFile,
    Subject subject,
    KeyPlace attestation,
    KeyPlace release,
    @Nullable Token token) {

  /** The variable that holds the password itself. */
  public static final String PASSWORD = "SIDECAR_KEY_PASSWORD";

  /** The variable that holds the PIN itself. */
  public static final String PIN = "SIDECAR_PKCS11_PIN";

  /**
   * Who certificates are about.
   *
   * @param country two letters
   * @param state the state or province
   * @param organization the organisation
   */
  public record Subject(String country, String state, String organization) {}

  /**
   * Where a key is. At most one of these is set; with none it is in the directory.
   *
   * @param file a file, or null
   * @param command a program and its arguments; empty for none
   * @param label a label in the token, or null
   */
  public record KeyPlace(@Nullable Path file, List<String> command, @Nullable String label) {
    /** Copies the command. */
    public KeyPlace {
      command = List.copyOf(command);
    }
  }

  /**
   * A PKCS #11 token.
   *
   * @param library its library
   * @param slot its slot: a number, or {@code #} and a place in the list
   * @param pinFile the file with its PIN, or null
   */
  public record Token(Path library, String slot, @Nullable Path pinFile) {}

  static SigningSettings of(Settings values, Path state, Problems problems) {
    KeyPlace attestation =
        place(values, SigningKeys.KEY_FILE, SigningKeys.COMMAND, SigningKeys.TOKEN_KEY, problems);
    KeyPlace release =
        place(
            values,
            SigningKeys.RELEASE_KEY_FILE,
            SigningKeys.RELEASE_COMMAND,
            SigningKeys.TOKEN_RELEASE_KEY,
            problems);
    Path library = values.find(SigningKeys.TOKEN_LIBRARY).orElse(null);
    if (library == null && (attestation.label() != null || release.label() != null)) {
      problems.at(
          values.origin(
              attestation.label() != null ? SigningKeys.TOKEN_KEY : SigningKeys.TOKEN_RELEASE_KEY),
          "a key in a token needs " + SigningKeys.TOKEN_LIBRARY.name() + "; set it");
    }
    return new SigningSettings(
        values.get(SigningKeys.FORMAT),
        values.find(SigningKeys.KEYS).orElse(state.resolve("keys")),
        values.get(SigningKeys.GENERATE),
        values.find(SigningKeys.PASSWORD_FILE).orElse(null),
        new Subject(
            values.get(SigningKeys.COUNTRY),
            values.get(SigningKeys.STATE),
            values.get(SigningKeys.ORGANIZATION)),
        attestation,
        release,
        library == null
            ? null
            : new Token(
                library,
                values.get(SigningKeys.TOKEN_SLOT),
                values.find(SigningKeys.TOKEN_PIN_FILE).orElse(null)));
  }

  private static KeyPlace place(
      Settings values,
      Key<Path> file,
      Key<List<String>> command,
      Key<String> label,
      Problems problems) {
    List<Key<?>> set =
        List.<Key<?>>of(file, command, label).stream()
            .filter(key -> values.find(key).isPresent())
            .toList();
    if (set.size() > 1) {
      problems.at(
          values.origin(set.getLast()),
          set.getFirst().name() + " says where this key is, too; leave one of them out");
    }
    return new KeyPlace(
        values.find(file).orElse(null),
        values.find(command).orElse(List.of()),
        values.find(label).orElse(null));
  }
}
