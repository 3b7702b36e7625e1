package io.registrysidecar.oci.client;

import io.registrysidecar.oci.RegistryHost;
import io.registrysidecar.oci.client.auth.CredentialSource;
import io.registrysidecar.oci.client.http.Patience;
import io.registrysidecar.oci.client.http.Tls;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How to talk to one registry.
 *
 * @param host the registry as references write it
 * @param url its address; {@code http} only if the operator wrote so
 * @param credentials who we are to it
 * @param tls how it is recognised
 * @param trustedHosts hosts that it may send us to although their addresses are private
 * @param requestsInFlight the most requests at the same time, open downloads included
 * @param patience how long to wait for it
 * @param retry how often to ask again
 * @param replaceForeignTag whether something that is not a list of referrers is replaced where the
 *     list should be
 */
public record RegistryAccess(
    String host,
    URI url,
    CredentialSource credentials,
    Tls tls,
    Set<String> trustedHosts,
    int requestsInFlight,
    Patience patience,
    RetryPolicy retry,
    boolean replaceForeignTag) {

  private static final int REQUESTS_IN_FLIGHT = 64;

  /** Checks the address. */
  public RegistryAccess {
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!web || url.getHost() == null) {
      throw new IllegalArgumentException(
          "a registry's URL starts with https:// or http:// and a host: " + url);
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "a registry's URL has no user name, query or fragment; the user name is a setting of its"
              + " own");
    }
    if (requestsInFlight < 1) {
      throw new IllegalArgumentException("at least one request must be allowed in flight");
    }
    trustedHosts =
        trustedHosts.stream()
            .map(trusted -> trusted.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Anonymous access to the registry at {@code url}, everything else by default. */
  public static RegistryAccess of(URI url) {
    return new RegistryAccess(
        RegistryHost.canonical(String.valueOf(url.getRawAuthority())),
        url,
        CredentialSource.NONE,
        Tls.SYSTEM,
        Set.of(),
        REQUESTS_IN_FLIGHT,
        Patience.DEFAULT,
        RetryPolicy.DEFAULT,
        true);
  }

  /** Anonymous access over https to the registry that references call {@code host}. */
  public static RegistryAccess of(String host) {
    return of(URI.create("https://" + RegistryHost.api(host)));
  }

  /** These settings with credentials. */
  public RegistryAccess with(CredentialSource changed) {
    return new RegistryAccess(
        host,
        url,
        changed,
        tls,
        trustedHosts,
        requestsInFlight,
        patience,
        retry,
        replaceForeignTag);
  }

  /** These settings with other certificates. */
  public RegistryAccess with(Tls changed) {
    return new RegistryAccess(
        host,
        url,
        credentials,
        changed,
        trustedHosts,
        requestsInFlight,
        patience,
        retry,
        replaceForeignTag);
  }

  /** These settings with trusted hosts. */
  public RegistryAccess withTrustedHosts(Set<String> changed) {
    return new RegistryAccess(
        host, url, credentials, tls, changed, requestsInFlight, patience, retry, replaceForeignTag);
  }

  /** These settings with another limit on requests at the same time. */
  public RegistryAccess withRequestsInFlight(int changed) {
    return new RegistryAccess(
        host, url, credentials, tls, trustedHosts, changed, patience, retry, replaceForeignTag);
  }

  /** These settings with other waiting times. */
  public RegistryAccess with(Patience changed) {
    return new RegistryAccess(
        host,
        url,
        credentials,
        tls,
        trustedHosts,
        requestsInFlight,
        changed,
        retry,
        replaceForeignTag);
  }

  /** These settings with another way to repeat requests. */
  public RegistryAccess with(RetryPolicy changed) {
    return new RegistryAccess(
        host,
        url,
        credentials,
        tls,
        trustedHosts,
        requestsInFlight,
        patience,
        changed,
        replaceForeignTag);
  }

  /** These settings with or without replacing what is not a list of referrers. */
  public RegistryAccess withReplaceForeignTag(boolean changed) {
    return new RegistryAccess(
        host, url, credentials, tls, trustedHosts, requestsInFlight, patience, retry, changed);
  }
}
