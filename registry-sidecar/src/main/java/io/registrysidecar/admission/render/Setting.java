package io.registrysidecar.admission.render;

/** What can be said about a manifest; each is for some consumers only. */
public enum Setting {
  /** Where the service answers: a Service of the cluster. */
  SERVICE,
  /** Where the service answers: an address. */
  URL,
  /** Who vouches for its certificate. */
  CA,
  /** What happens when it cannot be asked. */
  FAIL,
  /** How long an answer may take. */
  TIMEOUT,
  /** Namespaces that are left alone. */
  NAMESPACES,
  /** Which images are meant. */
  IMAGES,
  /** Images that are let through without a question. */
  EXEMPT_IMAGES,
  /** Whose signatures count. */
  KEYS,
  /** How old a result may be. */
  MAX_AGE,
  /** The certificate with which the service is asked. */
  CLIENT_CERTIFICATE,
  /** Whether tags are replaced by digests, too. */
  DIGESTS
}
