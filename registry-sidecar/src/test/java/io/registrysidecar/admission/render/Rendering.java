package io.registrysidecar.admission.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.registrysidecar.sign.key.PublicKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Settings for manifests, one said after the other, and what comes of them. */
final class Rendering {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private Address address = new Address.Service("registry-sidecar", "registry-sidecar", 8443);
  private Authorities authorities = Authorities.SYSTEM;
  private String certificate = "";
  private String key = "";
  private boolean open;
  private int seconds = 5;
  private boolean digests;
  private List<String> namespaces = List.of();
  private List<String> images = List.of("*");
  private List<String> exempt = List.of();
  private final List<PublicKey> keys = new ArrayList<>();

  static Rendering plain() {
    return new Rendering();
  }

  Rendering url(String url) throws CannotRender {
    address = Address.url(url);
    return this;
  }

  Rendering certified() throws Exception {
    return certifiedBy(Path.of(Rendering.class.getResource("ca.pem").toURI()));
  }

  Rendering certifiedBy(Path file) throws CannotRender {
    authorities = Authorities.read(file);
    return this;
  }

  Rendering client(String certificateFile, String keyFile) throws CannotRender {
    certificate = Names.path(certificateFile);
    key = Names.path(keyFile);
    return this;
  }

  Rendering open() {
    open = true;
    return this;
  }

  Rendering seconds(int most) {
    seconds = most;
    return this;
  }

  Rendering digests() {
    digests = true;
    return this;
  }

  Rendering exemptNamespaces(String... names) {
    namespaces = List.of(names);
    return this;
  }

  Rendering images(String... patterns) {
    images = List.of(patterns);
    return this;
  }

  Rendering exempt(String... patterns) {
    exempt = List.of(patterns);
    return this;
  }

  Rendering signedBy(String... resources) throws Exception {
    for (String resource : resources) {
      try (InputStream in = Rendering.class.getResourceAsStream(resource)) {
        keys.add(PublicKeys.ofPem(in.readAllBytes()));
      }
    }
    return this;
  }

  List<Manifest> manifests(Consumer consumer) throws CannotRender {
    return Manifests.render(
        consumer,
        new Settings(
            new Settings.Asking(address, authorities, certificate, key, open, seconds),
            new Settings.Scope(namespaces, images, exempt),
            new Settings.Trust(keys, Duration.ofDays(7)),
            digests));
  }

  String text(Consumer consumer) throws CannotRender {
    return manifests(consumer).stream().map(Manifest::text).collect(Collectors.joining("---\n"));
  }

  List<JsonNode> yaml(Consumer consumer) throws CannotRender, IOException {
    return YAML.readerFor(JsonNode.class).<JsonNode>readValues(text(consumer)).readAll();
  }
}
