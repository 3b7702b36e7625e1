package io.registrysidecar.api;

/** Takes what registries send. */
@FunctionalInterface
public interface Notifications {

  /**
   * Takes one request; what it held is on disk when this returns.
   *
   * @param source the configured name of the registry that it claims to be from
   * @throws Problem if the source is not known, the credential is wrong, or there is no room now
   */
  void take(String source, Call call) throws Problem, InterruptedException;
}
