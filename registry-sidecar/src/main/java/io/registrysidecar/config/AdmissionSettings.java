package io.registrysidecar.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where clusters ask, and how they are answered.
 *
 * @param listen where, or null when only the API answers
 * @param certificateFile the certificate to show with its chain, or null for plain HTTP
 * @param keyFile its key, or null exactly when there is no certificate
 * @param clientCaFile who issues the certificates that clients must show, or null when they need
 *     none
 * @param plainHttp whether beyond loopback there may be no certificate
 * @param anonymous whether beyond loopback clients may show no certificate
 * @param mostInFlight how many requests are answered at the same time
 * @param rules how they are answered
 */
public record AdmissionSettings(
    @Nullable ListenAddress listen,
    @Nullable Path certificateFile,
    @Nullable Path keyFile,
    @Nullable Path clientCaFile,
    boolean plainHttp,
    boolean anonymous,
    int mostInFlight,
    AdmissionRules rules) {

  static AdmissionSettings of(Settings values, Problems problems) {
    Path certificate = file(values, AdmissionKeys.CERTIFICATE, problems);
    Path key = file(values, AdmissionKeys.KEY, problems);
    Path clientCa = file(values, AdmissionKeys.CLIENT_CA, problems);
    if (certificate != null && key == null) {
      needs(values, AdmissionKeys.CERTIFICATE, AdmissionKeys.KEY, problems);
    }
    if (key != null && certificate == null) {
      needs(values, AdmissionKeys.KEY, AdmissionKeys.CERTIFICATE, problems);
    }
    if (clientCa != null && certificate == null) {
      needs(values, AdmissionKeys.CLIENT_CA, AdmissionKeys.CERTIFICATE, problems);
    }
    return new AdmissionSettings(
        values.find(AdmissionKeys.LISTEN).orElse(null),
        certificate,
        key,
        clientCa,
        values.get(AdmissionKeys.PLAIN_HTTP),
        values.get(AdmissionKeys.ANONYMOUS),
        values.get(AdmissionKeys.MOST_IN_FLIGHT),
        rules(values, problems));
  }

  private static AdmissionRules rules(Settings values, Problems problems) {
    if (!values.get(AdmissionKeys.DEADLINE).isPositive()) {
      problems.at(
          values.origin(AdmissionKeys.DEADLINE),
          "nothing can be found out in no time; write 500ms or more");
    }
    return new AdmissionRules(
        values.get(AdmissionKeys.DEADLINE),
        values.get(AdmissionKeys.UNKNOWN),
        values.get(AdmissionKeys.ERROR),
        values.get(AdmissionKeys.UNKNOWN_REGISTRY),
        values.find(AdmissionKeys.EXEMPT_NAMESPACES).orElse(new RepositoryFilter(List.of())),
        values.find(AdmissionKeys.EXEMPT_IMAGES).orElse(new RepositoryFilter(List.of())));
  }

  /** What is wrong with listening there; empty when nothing is, or when it does not listen. */
  List<String> problems() {
    if (listen == null || listen.isLoopback()) {
      return List.of();
    }
    String listening = AdmissionKeys.LISTEN.name() + " " + listen;
    if (certificateFile == null) {
      return plainHttp
          ? List.of()
          : List.of(
              listening
                  + " without admission.cert-file and admission.key-file can be read and changed by"
                  + " others; set them, or admission.plain-http: true");
    }
    return clientCaFile != null || anonymous
        ? List.of()
        : List.of(
            listening
                + " without admission.client-ca-file lets anybody ask; set it, or"
                + " admission.anonymous: true where clients show no certificates");
  }

  private static @Nullable Path file(Settings values, Key<Path> key, Problems problems) {
    Path path = values.find(key).orElse(null);
    if (path != null && (!Files.isRegularFile(path) || !Files.isReadable(path))) {
      problems.at(
          values.origin(key), "cannot read " + path + "; write the path of a readable PEM file");
    }
    return path;
  }

  private static void needs(Settings values, Key<?> key, Key<?> other, Problems problems) {
    problems.at(values.origin(key), key.name() + " needs " + other.name() + " beside it");
  }
}
