package io.registrysidecar.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The keys about what clusters ask before they run an image. */
final class AdmissionKeys {

  static final Key<ListenAddress> LISTEN =
      Key.optional(
          "admission.listen",
          "SIDECAR_ADMISSION_LISTEN",
          ValueTypes.ADDRESS,
          "Where clusters ask, such as `0.0.0.0:8443`. Without it only `GET /api/v1/verdict` of the"
              + " API answers.");
  static final Key<Path> CERTIFICATE =
      Key.optional(
          "admission.cert-file",
          "SIDECAR_ADMISSION_CERT_FILE",
          ValueTypes.PATH,
          "The certificate (PEM) to show there, with its chain. Then TLS 1.3 is spoken and nothing"
              + " else. Needs `admission.key-file`. Changed files are taken up without a restart.");
  static final Key<Path> KEY =
      Key.optional(
          "admission.key-file",
          "SIDECAR_ADMISSION_KEY_FILE",
          ValueTypes.PATH,
          "The private key (PEM) of that certificate.");
  static final Key<Path> CLIENT_CA =
      Key.optional(
          "admission.client-ca-file",
          "SIDECAR_ADMISSION_CLIENT_CA_FILE",
          ValueTypes.PATH,
          "Certificates (PEM) of those who issue the certificates of clients. With it, a client"
              + " that shows none is not answered.");
  static final Key<Boolean> PLAIN_HTTP =
      Key.fixed(
          "admission.plain-http",
          "SIDECAR_ADMISSION_PLAIN_HTTP",
          ValueTypes.FLAG,
          "false",
          "Allows listening beyond loopback without a certificate, such as behind a proxy that has"
              + " one. Logged at every start.");
  static final Key<Boolean> ANONYMOUS =
      Key.fixed(
          "admission.anonymous",
          "SIDECAR_ADMISSION_ANONYMOUS",
          ValueTypes.FLAG,
          "false",
          "Allows listening beyond loopback without `admission.client-ca-file`: anybody who reaches"
              + " the address learns verdicts and can have images of the registries scanned. API"
              + " servers of managed clusters show no certificate. Logged at every start.");
  static final Key<Duration> DEADLINE =
      Key.fixed(
          "admission.deadline",
          "SIDECAR_ADMISSION_DEADLINE",
          ValueTypes.DURATION,
          "2s",
          "How long an answer may wait for the registry, and for the scan of an image that is not"
              + " known. Less than the time-out of who asks; where an API server tells its own,"
              + " four fifths of that are the most.");
  static final Key<WhenUnknown> UNKNOWN =
      Key.fixed(
          "admission.on-unknown",
          "SIDECAR_ADMISSION_ON_UNKNOWN",
          ValueTypes.oneOf(WhenUnknown.class),
          "grace",
          "What is answered for images without a verdict: `deny`; `allow`, with a warning; or"
              + " `grace`: images that wait for their scan are allowed, with a warning, for the"
              + " time of grace that the policy gives them from their push (`pending`), and"
              + " everything else is denied.");
  static final Key<WhenInDoubt> ERROR =
      Key.fixed(
          "admission.on-error",
          "SIDECAR_ADMISSION_ON_ERROR",
          ValueTypes.oneOf(WhenInDoubt.class),
          "deny",
          "What is answered when the registry cannot be asked what a tag names, or the state cannot"
              + " be read.");
  static final Key<WhenInDoubt> UNKNOWN_REGISTRY =
      Key.fixed(
          "admission.unknown-registry",
          "SIDECAR_ADMISSION_UNKNOWN_REGISTRY",
          ValueTypes.oneOf(WhenInDoubt.class),
          "deny",
          "What is answered for images of registries or repositories that are not looked after."
              + " Nothing is ever fetched from them.");
  static final Key<RepositoryFilter> EXEMPT_NAMESPACES =
      Key.optional(
          "admission.exempt-namespaces",
          "SIDECAR_ADMISSION_EXEMPT_NAMESPACES",
          ValueTypes.NAMESPACES,
          "Namespaces in which everything may run, such as `kube-system`; `*` stands for any"
              + " characters.");
  static final Key<RepositoryFilter> EXEMPT_IMAGES =
      Key.optional(
          "admission.exempt-images",
          "SIDECAR_ADMISSION_EXEMPT_IMAGES",
          ValueTypes.IMAGES,
          "Images that may run anywhere, as patterns of registry and repository:"
              + " `registry.example.com/base/**`.");
  static final Key<Integer> MOST_IN_FLIGHT =
      Key.fixed(
          "admission.max-in-flight",
          "SIDECAR_ADMISSION_MAX_IN_FLIGHT",
          ValueTypes.number(2, 10_000),
          "256",
          "How many requests are answered at the same time; who comes then is told to come again"
              + " (503). Half of them may wait for registries and scans.");

  static final List<Key<?>> ALL =
      List.of(
          LISTEN,
          CERTIFICATE,
          KEY,
          CLIENT_CA,
          PLAIN_HTTP,
          ANONYMOUS,
          DEADLINE,
          UNKNOWN,
          ERROR,
          UNKNOWN_REGISTRY,
          EXEMPT_NAMESPACES,
          EXEMPT_IMAGES,
          MOST_IN_FLIGHT);

  private AdmissionKeys() {}
}
