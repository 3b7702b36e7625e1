package io.registrysidecar.config;

import io.registrysidecar.oci.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The keys that are not about one registry, in the order in which they are documented. */
final class Keys {

  static final String PREFIX = "SIDECAR_";

  /**
   * The variable that names the configuration file; not a key, since the file cannot name itself.
   */
  static final String CONFIG_VARIABLE = "SIDECAR_CONFIG";

  static final Key<ListenAddress> LISTEN =
      Key.fixed(
          "listen",
          "SIDECAR_LISTEN",
          ValueTypes.ADDRESS,
          "127.0.0.1:8080",
          "Where the service takes notifications and answers the API. Beyond loopback it needs"
              + " `api.tokens-file` and every registry's `events.token-file`, or `insecure`."
              + " Port 0 takes any free port.");
  static final Key<Boolean> INSECURE =
      Key.fixed(
          "insecure",
          "SIDECAR_INSECURE",
          ValueTypes.FLAG,
          "false",
          "Allows listening beyond loopback without credentials: anybody who reaches the address"
              + " can ask for scans and read results. Logged at every start.");
  static final Key<Path> STATE =
      Key.computed(
          "state",
          "SIDECAR_STATE",
          ValueTypes.PATH,
          "`$XDG_STATE_HOME/registry-sidecar`, else `~/.local/state/registry-sidecar`",
          "The directory for everything that must last. One running service per directory.");
  static final Key<Path> DATABASE =
      Key.computed(
          "advisories.database",
          "SIDECAR_ADVISORIES_DATABASE",
          ValueTypes.PATH,
          "`advisories.db` in the state directory",
          "The advisory database, made by `registry-sidecar db import`. A replaced file is taken"
              + " up without a restart.");
  static final Key<Duration> STALE_AFTER =
      Key.fixed(
          "advisories.stale-after",
          "SIDECAR_ADVISORIES_STALE_AFTER",
          ValueTypes.DURATION,
          "7d",
          "From which age on the advisories count as stale: results say so, and readiness too.");
  static final Key<Path> POLICY =
      Key.optional(
          "policy.file",
          "SIDECAR_POLICY_FILE",
          ValueTypes.PATH,
          "The policy that every report gets its verdict from (docs/policy.md). A changed file is"
              + " noticed at the next report; while it cannot be used, verdicts are `UNKNOWN` and"
              + " say why.");
  static final Key<Integer> WORKERS =
      Key.computed(
          "workers",
          "SIDECAR_WORKERS",
          ValueTypes.number(1, 256),
          "the number of processors",
          "How many layers are decompressed and searched at the same time.");
  static final Key<InflateWith> INFLATE =
      Key.fixed(
          "inflate",
          "SIDECAR_INFLATE",
          ValueTypes.oneOf(InflateWith.class),
          "auto",
          "What inflates layers that are compressed with gzip: `isal` is Intel's ISA-L, which must"
              + " be installed (Debian: `libisal2`) and takes less than half the time that `jdk`"
              + " takes; `libdeflate` comes with the program, and is as fast for layers of up to 4"
              + " MiB and for gzip members of that size; `auto` takes the fastest that works."
              + " `--version` shows which that is.");
  static final Key<ByteSize> READ_AHEAD =
      Key.fixed(
          "read-ahead",
          "SIDECAR_READ_AHEAD",
          ValueTypes.SIZE,
          "16MiB",
          "How many bytes of layers all downloads together may fetch ahead of the reading, beyond"
              + " 1MiB each.");
  static final Key<Secret> API_TOKENS =
      Key.optional(
          "api.tokens-file",
          "SIDECAR_API_TOKENS_FILE",
          ValueTypes.SECRET_FILE,
          "The file that holds the tokens of the API's users, one per line, at least 16 characters"
              + " each. They are sent as `Authorization: Bearer TOKEN`.");
  static final Key<LogFormat> LOG_FORMAT =
      Key.fixed(
          "log.format",
          "SIDECAR_LOG",
          ValueTypes.oneOf(LogFormat.class),
          "text",
          "How the log is written, on standard error: for people, or one JSON object per line.");
  static final Key<LogLevel> LOG_LEVEL =
      Key.fixed(
          "log.level",
          "SIDECAR_LOG_LEVEL",
          ValueTypes.oneOf(LogLevel.class),
          "info",
          "From which importance on events are logged.");

  static final List<Key<?>> ALL =
      List.of(
          LISTEN,
          INSECURE,
          STATE,
          DATABASE,
          STALE_AFTER,
          POLICY,
          WORKERS,
          INFLATE,
          READ_AHEAD,
          API_TOKENS,
          LOG_FORMAT,
          LOG_LEVEL);

  private Keys() {}

  /**
   * These, the keys of layers, VEX, admission, signing and trust: all that are not about one
   * registry.
   */
  static List<Key<?>> everything() {
    List<Key<?>> all = new ArrayList<>(ALL);
    all.addAll(LayerKeys.ALL);
    all.addAll(VexKeys.ALL);
    all.addAll(AdmissionKeys.ALL);
    all.addAll(SigningKeys.ALL);
    all.addAll(TrustKeys.ALL);
    return all;
  }
}
