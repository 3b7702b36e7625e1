package io.registrysidecar.config;

import java.util.Locale;

/** In which format a registry sends its notifications. */
public enum EventFormat {
  /** Recognised request by request. */
  AUTO,
  /** The envelope of CNCF distribution, versions 2 and 3. */
  DISTRIBUTION,
  /** CloudEvents over HTTP, as zot sends them. */
  ZOT,
  /** Harbor's webhook, in its default or CloudEvents payload. */
  HARBOR,
  /** {@code {"repository": …, "tag" or "digest": …}}. */
  GENERIC;

  /** As it is written in the configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
