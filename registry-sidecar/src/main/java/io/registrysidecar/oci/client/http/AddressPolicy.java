package io.registrysidecar.oci.client.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which machines an answer may send this program to.
 *
 * <p>A redirect or a token realm is chosen by the registry, so a hostile registry could point it at
 * a cloud metadata service or at a neighbour behind the firewall. Public addresses are allowed.
 * Addresses of a special kind are allowed only if the registry's own address is of that kind, or if
 * the operator listed the host. The name is resolved once and the connection goes to the address
 * that was checked, so that a second resolution cannot give another one.
 */
public final class AddressPolicy {

  /** Gives the addresses of a host. */
  @FunctionalInterface
  public interface Resolver {
    /** All addresses of {@code host}, at least one. */
    InetAddress[] resolve(String host) throws IOException;
  }

  private final String registryHost;
  private final Set<String> trustedHosts;
  private final Resolver resolver;

  /**
   * A policy for one registry.
   *
   * @param registry the registry's address, as the operator gave it
   * @param trustedHosts further hosts that the operator allows, in lower case
   * @param resolver gives the addresses of a host
   */
  public AddressPolicy(URI registry, Set<String> trustedHosts, Resolver resolver) {
    this.registryHost = Locations.host(registry);
    this.trustedHosts = Set.copyOf(trustedHosts);
    this.resolver = resolver;
  }

  /**
   * The address to connect to for {@code target}, or empty to connect by name because the operator
   * chose the host.
   *
   * @throws TargetRefused if an address of the host is not allowed
   * @throws IOException if the host has no address
   */
  public Optional<InetAddress> addressFor(URI target) throws IOException {
    String host = Locations.host(target);
    if (host.equals(registryHost) || trustedHosts.contains(host)) {
      return Optional.empty();
    }
    InetAddress[] addresses = resolver.resolve(host);
    Set<AddressKind> allowed = null;
    for (InetAddress address : addresses) {
      AddressKind kind = AddressKind.of(address);
      if (kind == AddressKind.PUBLIC) {
        continue;
      }
      if (allowed == null) {
        allowed = kindsOfRegistry();
      }
      if (kind == AddressKind.NEVER || !allowed.contains(kind)) {
        throw new TargetRefused(
            "the registry sent this program to "
                + host
                + ", whose address is "
                + kind.shown()
                + "; if that is intended, list the host under trusted-hosts of this registry");
      }
    }
    return Optional.of(addresses[0]);
  }

  private Set<AddressKind> kindsOfRegistry() throws IOException {
    Set<AddressKind> kinds = EnumSet.noneOf(AddressKind.class);
    Arrays.stream(resolver.resolve(registryHost)).map(AddressKind::of).forEach(kinds::add);
    return kinds;
  }
}
