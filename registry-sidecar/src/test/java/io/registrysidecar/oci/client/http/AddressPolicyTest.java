package io.registrysidecar.oci.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressPolicyTest {

  private final Map<String, String> names =
      Map.of(
          "public.test", "198.51.100.7",
          "inside.test", "10.1.2.3",
          "here.test", "127.0.0.1",
          "rebound.test", "198.51.100.7 169.254.169.254");

  @Test
  void aPublicAddressIsAllowedAndConnectedToAsChecked() throws Exception {
    assertThat(from("https://public.test").addressFor(URI.create("https://198.51.100.9/x")))
        .hasValue(InetAddress.getByName("198.51.100.9"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1/, loopback",
    "http://127.1.2.3/, loopback",
    "http://[::1]/, loopback",
    "http://here.test/, loopback",
    "http://169.254.169.254/latest/meta-data, link-local",
    "http://[fe80::1]/, link-local",
    "http://10.0.0.1/, private",
    "http://172.16.0.1/, private",
    "http://172.31.255.255/, private",
    "http://192.168.1.1/, private",
    "http://100.64.0.1/, private",
    "http://[fd00:ec2::254]/, private",
    "http://inside.test/, private",
    "http://0.0.0.0/, never",
    "http://[::]/, never",
    "http://224.0.0.1/, never",
    "http://255.255.255.255/, never",
    "http://[::ffff:127.0.0.1]/, loopback",
    "http://[::127.0.0.1]/, loopback",
    "http://[64:ff9b::a9fe:a9fe]/, link-local",
    "http://[2002:a00:1::]/, private",
    "http://rebound.test/, link-local",
  })
  void anAddressOfASpecialKindIsRefused(String target, String kind) {
    assertThatExceptionOfType(TargetRefused.class)
        .isThrownBy(() -> from("https://public.test").addressFor(URI.create(target)))
        .withMessageContaining("is " + kind)
        .withMessageContaining("trusted-hosts");
  }

  @ParameterizedTest
  @CsvSource({
    "http://172.15.0.1",
    "http://172.32.0.1",
    "http://100.63.0.1",
    "http://[2001:db8::1]"
  })
  void neighboursOfSpecialRangesAreAllowed(String target) throws Exception {
    assertThat(from("https://public.test").addressFor(URI.create(target))).isPresent();
  }

  @Test
  void aRegistryInsideMaySendUsToItsNeighboursButNotToThisMachine() throws Exception {
    var inside = from("https://inside.test");

    assertThat(inside.addressFor(URI.create("http://10.9.9.9/"))).isPresent();
    assertThatExceptionOfType(TargetRefused.class)
        .isThrownBy(() -> inside.addressFor(URI.create("http://127.0.0.1/")));
    assertThatExceptionOfType(TargetRefused.class)
        .isThrownBy(() -> inside.addressFor(URI.create("http://169.254.169.254/")));
  }

  @Test
  void whatTheOperatorChoseIsNotQuestioned() throws Exception {
    var policy = policy("https://public.test", Set.of("inside.test"));

    assertThat(policy.addressFor(URI.create("https://public.test:8443/x"))).isEmpty();
    assertThat(policy.addressFor(URI.create("http://INSIDE.test/x"))).isEmpty();
  }

  @Test
  void aNameIsResolvedOnceSoThatASecondAnswerCannotDiffer() throws Exception {
    List<String> asked = new ArrayList<>();
    var policy =
        new AddressPolicy(
            URI.create("https://public.test"),
            Set.of(),
            host -> {
              asked.add(host);
              return resolve(host);
            });

    assertThat(policy.addressFor(URI.create("https://198.51.100.9/"))).isPresent();
    assertThat(asked).containsExactly("198.51.100.9");
  }

  private AddressPolicy from(String registry) {
    return policy(registry, Set.of());
  }

  private AddressPolicy policy(String registry, Set<String> trusted) {
    return new AddressPolicy(URI.create(registry), trusted, this::resolve);
  }

  private InetAddress[] resolve(String host) throws IOException {
    List<InetAddress> addresses = new ArrayList<>();
    for (String address : names.getOrDefault(host, host).split(" ")) {
      addresses.add(literal(address));
    }
    return addresses.toArray(InetAddress[]::new);
  }

  private static InetAddress literal(String address) throws UnknownHostException {
    assertThat(address).as("no test asks the network").matches("[0-9a-f.:\\[\\]]+");
    return InetAddress.getByName(address);
  }
}
