package io.registrysidecar.demo;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * How the embedded registry behaves.
 *
 * @param host the address to listen on
 * @param port the port, 0 for any
 * @param referrersApi whether it has the referrers API; without, clients keep lists under tags
 * @param pageSize the most entries of a page of any list
 * @param budget the most bytes it holds
 * @param events whom to tell what happens
 * @param filter stands before it
 */
public record RegistryOptions(
    String host,
    int port,
    boolean referrersApi,
    int pageSize,
    long budget,
    Optional<Events> events,
    RequestFilter filter) {

  private static final int PAGE_SIZE = 1000;
  private static final long BUDGET = 512L << 20;

  /** On this machine only, on any port, with the referrers API. */
  public static final RegistryOptions DEFAULT =
      new RegistryOptions(
          "127.0.0.1", 0, true, PAGE_SIZE, BUDGET, Optional.empty(), RequestFilter.NONE);

  /**
   * Whom to tell what happens.
   *
   * @param endpoint where to POST each event
   * @param headers sent with each, for example to authenticate
   */
  public record Events(URI endpoint, Map<String, String> headers) {

    /** Copies the headers. */
    public Events {
      headers = Map.copyOf(headers);
    }
  }

  /** These options with another port. */
  public RegistryOptions withPort(int changed) {
    return new RegistryOptions(host, changed, referrersApi, pageSize, budget, events, filter);
  }

  /** These options with or without the referrers API. */
  public RegistryOptions withReferrersApi(boolean changed) {
    return new RegistryOptions(host, port, changed, pageSize, budget, events, filter);
  }

  /** These options with another page size. */
  public RegistryOptions withPageSize(int changed) {
    return new RegistryOptions(host, port, referrersApi, changed, budget, events, filter);
  }

  /** These options with another number of bytes. */
  public RegistryOptions withBudget(long changed) {
    return new RegistryOptions(host, port, referrersApi, pageSize, changed, events, filter);
  }

  /** These options with somebody to tell. */
  public RegistryOptions with(Events changed) {
    return new RegistryOptions(
        host, port, referrersApi, pageSize, budget, Optional.of(changed), filter);
  }

  /** These options with a filter. */
  public RegistryOptions with(RequestFilter changed) {
    return new RegistryOptions(host, port, referrersApi, pageSize, budget, events, changed);
  }
}
