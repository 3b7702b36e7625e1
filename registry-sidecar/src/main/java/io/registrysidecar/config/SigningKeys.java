package io.registrysidecar.config;

import java.nio.file.Path;
import java.util.List;

/** The keys about signing: configuration keys, which say where the other kind of keys is. */
final class SigningKeys {

  static final Key<SigningFormat> FORMAT =
      Key.fixed(
          "signing.format",
          "SIDECAR_SIGNING_FORMAT",
          ValueTypes.oneOf(SigningFormat.class),
          "auto",
          "In which form results are signed: `bundle` for cosign 3, Kyverno and others that read"
              + " sigstore bundles; `legacy` for cosign's attestation tags, which older tools and"
              + " policy-controller read; `both`; `auto` takes `legacy` for images that cosign"
              + " signed in the old form and `bundle` for others, since a bundle would hide such"
              + " a signature from cosign; `off` signs nothing.");
  static final Key<Path> KEYS =
      Key.computed(
          "signing.keys",
          "SIDECAR_SIGNING_KEYS",
          ValueTypes.PATH,
          "`keys` in the state directory",
          "The directory of the keys, for this user only.");
  static final Key<Boolean> GENERATE =
      Key.fixed(
          "signing.generate",
          "SIDECAR_SIGNING_GENERATE",
          ValueTypes.FLAG,
          "true",
          "Whether missing keys are made. Set `false` where several replicas must share keys that"
              + " you provide.");
  static final Key<Path> PASSWORD_FILE =
      Key.optional(
          "signing.password-file",
          "SIDECAR_KEY_PASSWORD_FILE",
          ValueTypes.PATH,
          "The file that holds the password of the private keys. Or put the password itself into"
              + " `SIDECAR_KEY_PASSWORD` or `COSIGN_PASSWORD`. Without one, keys are kept as they"
              + " are, readable by this user only.");
  static final Key<String> ORGANIZATION =
      Key.fixed(
          "signing.organization",
          "SIDECAR_SIGNING_ORGANIZATION",
          ValueTypes.matching(
              "name",
              "[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,62}",
              "use letters, digits, spaces, dots and hyphens"),
          "registry-sidecar",
          "The organisation in certificates, by which trust policies of Notary name us. Choose it"
              + " before keys are made.");
  static final Key<String> COUNTRY =
      Key.fixed(
          "signing.country",
          "SIDECAR_SIGNING_COUNTRY",
          ValueTypes.matching("two letters", "[A-Z]{2}", "write two capital letters: DE"),
          "XX",
          "The country in certificates.");
  static final Key<String> STATE =
      Key.fixed(
          "signing.state",
          "SIDECAR_SIGNING_STATE",
          ValueTypes.matching(
              "name",
              "[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,62}",
              "use letters, digits, spaces, dots and hyphens"),
          "none",
          "The state or province in certificates.");
  static final Key<Path> KEY_FILE =
      Key.optional(
          "signing.key-file",
          "SIDECAR_SIGNING_KEY_FILE",
          ValueTypes.PATH,
          "A private key for scan results in a file of its own: PEM as cosign or openssl write it,"
              + " or PKCS #12 with certificates.");
  static final Key<Path> RELEASE_KEY_FILE =
      Key.optional(
          "signing.release-key-file",
          "SIDECAR_SIGNING_RELEASE_KEY_FILE",
          ValueTypes.PATH,
          "The same for signing images. It must be another key: whoever may say what is in an image"
              + " must not thereby say that it may run.");
  static final Key<List<String>> COMMAND =
      Key.optional(
          "signing.command",
          "SIDECAR_SIGNING_COMMAND",
          ValueTypes.COMMAND,
          "A program, with its arguments, that signs scan results, such as the client of a key"
              + " management service; see [signing](signing.md#a-key-behind-a-command).");
  static final Key<List<String>> RELEASE_COMMAND =
      Key.optional(
          "signing.release-command",
          "SIDECAR_SIGNING_RELEASE_COMMAND",
          ValueTypes.COMMAND,
          "The same for signing images.");
  static final Key<Path> TOKEN_LIBRARY =
      Key.optional(
          "signing.pkcs11.library",
          "SIDECAR_PKCS11_LIBRARY",
          ValueTypes.PATH,
          "The library of a PKCS #11 token.");
  static final Key<String> TOKEN_SLOT =
      Key.fixed(
          "signing.pkcs11.slot",
          "SIDECAR_PKCS11_SLOT",
          ValueTypes.matching(
              "number", "#?[0-9]{1,19}", "write a number, or # and a place in the list"),
          "#0",
          "The slot of the token: its number, or `#` and its place in the list, from 0.");
  static final Key<Path> TOKEN_PIN_FILE =
      Key.optional(
          "signing.pkcs11.pin-file",
          "SIDECAR_PKCS11_PIN_FILE",
          ValueTypes.PATH,
          "The file that holds the PIN of the token. Or put the PIN itself into"
              + " `SIDECAR_PKCS11_PIN`.");
  static final Key<String> TOKEN_KEY =
      Key.optional(
          "signing.pkcs11.key",
          "SIDECAR_PKCS11_KEY",
          ValueTypes.LABEL,
          "The label of the key for scan results in the token, which must hold a certificate of it,"
              + " too.");
  static final Key<String> TOKEN_RELEASE_KEY =
      Key.optional(
          "signing.pkcs11.release-key",
          "SIDECAR_PKCS11_RELEASE_KEY",
          ValueTypes.LABEL,
          "The label of the key for signing images.");

  static final List<Key<?>> ALL =
      List.of(
          FORMAT,
          KEYS,
          GENERATE,
          PASSWORD_FILE,
          ORGANIZATION,
          COUNTRY,
          STATE,
          KEY_FILE,
          RELEASE_KEY_FILE,
          COMMAND,
          RELEASE_COMMAND,
          TOKEN_LIBRARY,
          TOKEN_SLOT,
          TOKEN_PIN_FILE,
          TOKEN_KEY,
          TOKEN_RELEASE_KEY);

  private SigningKeys() {}
}
