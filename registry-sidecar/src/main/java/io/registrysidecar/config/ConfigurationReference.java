package io.registrysidecar.config;

import io.registrysidecar.config.Key.Fallback;
import java.util.List;

/** Writes {@code docs/configuration.md} from the keys themselves. */
public final class ConfigurationReference {

  private static final String INTRODUCTION =
      """
      # Configuration

      `registry-sidecar serve` needs to know one thing: where the registry is. `REGISTRY_URL=https://registry.example.com registry-sidecar serve` works.
      Everything else has a default. A value is taken from the first of these places that has it:

      1. the command line (`--listen`, `--state`),
      2. an environment variable,
      3. the YAML file that `--config` or `SIDECAR_CONFIG` names,
      4. the default.

      A key that is not known, a value of the wrong type, or a combination that cannot work stops the start. The message names the line, the key and what to write:

      ```
      sidecar.yaml:4: advisories.databse: unknown key; did you mean advisories.database?
      ```

      A file with the keys that most installations set:

      ```yaml
      listen: 127.0.0.1:8080
      state: /var/lib/registry-sidecar
      registries:
        - name: main
          url: http://127.0.0.1:5000
          repositories: ["**"]
          reconcile: 10m
      ```

      Paths in the file are relative to the file, elsewhere to the working directory. Durations are written `500ms`, `30s`, `10m`, `1h30m`, `7d`; sizes `64KiB`, `16MiB`, `2GiB`.
      Lists in an environment variable are separated by commas.

      Secrets are never written into the file or on the command line. Each is in a file of its own, whose path is configured; or in the environment variable without `_FILE`
      at its end, such as `REGISTRY_PASSWORD`. They are never logged.

      This page is written by `registry-sidecar serve --help-config`, and a test compares it with the program.

      """;

  private static final String LAYERS =
      """

      ## What layers may cost

      Reading stops where one of these limits is reached. The result then says so, with the name of the key, and its coverage is not complete.

      """;

  private static final String VEX =
      """

      ## VEX

      What others say of vulnerabilities, and when it is believed, is in [VEX](vex.md).

      """;

  private static final String ADMISSION =
      """

      ## Admission

      What clusters ask before they run an image, and how each of them is set up, is in [admission](admission.md).

      """;

  private static final String SIGNING =
      """

      ## Signing

      What is signed, and how others verify it, is in [signing](signing.md). Passwords and the PIN of a token are read when they are needed and then overwritten.

      """;

  private static final String REGISTRIES =
      """

      ## Each registry

      These keys stand in each entry of the list `registries`. The environment variables are about the only registry. Where the file lists several, the registry's name, in upper case
      with `_` for `-`, stands after `REGISTRY_`: `REGISTRY_MAIN_PASSWORD` for a registry called `main`.

      """;

  private static final String TRUST =
      """

      ## Trust

      Whose signatures are believed, and what for; see [signing](signing.md#verifying). Our own keys
      are trusted, each in its own role. A file that cannot be used stops the start.

      """;

  private ConfigurationReference() {}

  /** The whole page. */
  public static String markdown() {
    return INTRODUCTION
        + "## The service\n\n"
        + table(Keys.ALL)
        + LAYERS
        + table(LayerKeys.ALL)
        + VEX
        + table(VexKeys.ALL)
        + ADMISSION
        + table(AdmissionKeys.ALL)
        + SIGNING
        + table(SigningKeys.ALL)
        + TRUST
        + table(TrustKeys.ALL)
        + REGISTRIES
        + table(RegistryKeys.ALL);
  }

  private static String table(List<Key<?>> keys) {
    StringBuilder table =
        new StringBuilder(
            "| key | variable | value | default | meaning |\n|---|---|---|---|---|\n");
    for (Key<?> key : keys) {
      table
          .append("| `")
          .append(key.name())
          .append("` | `")
          .append(key.environment())
          .append("` | ")
          .append(key.type().name())
          .append(" | ")
          .append(fallback(key))
          .append(" | ")
          .append(key.meaning())
          .append(" |\n");
    }
    return table.toString();
  }

  private static String fallback(Key<?> key) {
    return switch (key.fallback()) {
      case Fallback.Fixed(String text) -> text.isEmpty() ? "none" : "`" + text + "`";
      case Fallback.Computed(String explanation) -> explanation;
      case Fallback.Nothing() -> "none";
      case Fallback.Required() -> "must be set";
    };
  }
}
