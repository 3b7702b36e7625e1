package io.registrysidecar.admission.render;

import io.registrysidecar.sign.key.PublicKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;

/** Fills in what makes a consumer ask. The same settings give the same bytes. */
public final class Manifests {

  /** Kubernetes itself must be able to start without us. */
  private static final String KUBERNETES = "kube-system";

  /** Where a Pod has images that Gatekeeper can replace one by one. */
  private static final List<String> CONTAINERS =
      List.of("containers", "initContainers", "ephemeralContainers");

  private Manifests() {}

  /**
   * The texts for one consumer.
   *
   * @throws CannotRender if the consumer asks over TLS only, and the address is without
   */
  public static List<Manifest> render(Consumer consumer, Settings settings) throws CannotRender {
    boolean script = consumer == Consumer.CONTAINERD;
    boolean asks = consumer.takes().contains(Setting.URL);
    if (asks && !script && !settings.asking().address().base().startsWith("https:")) {
      throw new CannotRender(consumer.word() + " asks over TLS only; write a URL of https");
    }
    Map<String, Value> values = values(consumer, settings);
    List<Manifest> manifests = new ArrayList<>();
    for (Consumer.Part part : consumer.parts()) {
      Template template =
          new Template(read(part.resource()), part.script() ? Quoting.SHELL : Quoting.JSON);
      manifests.add(new Manifest(part.file(), template.fill(values), part.script()));
    }
    return manifests;
  }

  private static Map<String, Value> values(Consumer consumer, Settings settings) {
    Map<String, Value> values = new HashMap<>();
    asking(settings.asking(), values);
    values.put("namespaces", new Value.Texts(List.copyOf(namespaces(consumer, settings))));
    values.put("digests", new Value.Flag(settings.digests()));
    values.put("lists", new Value.Each(CONTAINERS.stream().map(Manifests::list).toList()));
    List<String> images = settings.scope().images();
    values.put("images", new Value.Texts(images));
    values.put(
        "globs",
        new Value.Each(
            images.stream()
                // One star of policy-controller ends at the next slash.
                .map(image -> each("glob", new Value.Text(image.replaceAll("\\*+", "**"))))
                .toList()));
    values.put(
        "exempt",
        new Value.Each(
            settings.scope().exempt().stream()
                .map(image -> each("pattern", new Value.Glob(image)))
                .toList()));
    trust(settings.trust(), values);
    return values;
  }

  private static void asking(Settings.Asking asking, Map<String, Value> values) {
    values.put("base", new Value.Text(asking.address().base()));
    values.put("service", new Value.Flag(asking.address() instanceof Address.Service));
    if (asking.address() instanceof Address.Service(String name, String namespace, int port)) {
      values.put("service-name", new Value.Text(name));
      values.put("service-namespace", new Value.Text(namespace));
      values.put("port", new Value.Amount(port));
    }
    values.put("protocol", new Value.Text(asking.address().base().replaceFirst(":.*", "")));
    values.put("ca", new Value.Flag(asking.authorities().known()));
    values.put("ca-pem", new Value.Block(asking.authorities().pem()));
    values.put("ca-base64", new Value.Text(asking.authorities().base64()));
    values.put("client", new Value.Flag(!asking.certificate().isEmpty()));
    values.put("client-certificate", new Value.Text(asking.certificate()));
    values.put("client-key", new Value.Text(asking.key()));
    values.put("open", new Value.Flag(asking.open()));
    values.put("webhook-failure", new Value.Text(asking.open() ? "Ignore" : "Fail"));
    values.put("timeout", new Value.Amount(asking.seconds()));
  }

  private static void trust(Settings.Trust trust, Map<String, Value> values) {
    List<Map<String, Value>> keys = new ArrayList<>();
    for (PublicKey key : trust.keys()) {
      keys.add(
          Map.of(
              "key", new Value.Block(PublicKeys.pem(key)),
              "authority", new Value.Text("scanner-" + (keys.size() + 1))));
    }
    values.put("keys", new Value.Each(keys));
    values.put("max-age", new Value.Text(hours(trust.age())));
    values.put("max-age-ns", new Value.Amount(trust.age().toNanos()));
  }

  private static Map<String, Value> list(String containers) {
    return Map.of(
        "assign", new Value.Text("registry-sidecar-digests-" + containers.toLowerCase(Locale.ROOT)),
        "location", new Value.Text("spec." + containers + "[name:*].image"));
  }

  private static Map<String, Value> each(String name, Value value) {
    return Map.of(name, value);
  }

  /** Go and Kyverno write durations so. */
  private static String hours(Duration age) {
    return age.toHours() + "h";
  }

  /** Whoever is asked, or asks, must be able to start while nobody can be asked. */
  private static SequencedSet<String> namespaces(Consumer consumer, Settings settings) {
    SequencedSet<String> left = new LinkedHashSet<>();
    left.add(KUBERNETES);
    if (!consumer.home().isEmpty()) {
      left.add(consumer.home());
    }
    left.add(
        settings.asking().address() instanceof Address.Service service
            ? service.namespace()
            : Address.DEFAULT_NAME);
    left.addAll(settings.scope().namespaces());
    return left;
  }

  private static String read(String resource) {
    try (InputStream in = Manifests.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("this build lacks " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
