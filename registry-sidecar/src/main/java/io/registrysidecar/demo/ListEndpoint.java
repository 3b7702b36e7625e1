package io.registrysidecar.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.RepositoryName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** {@code /v2/_catalog} and {@code /v2/<name>/tags/list}, in pages. */
final class ListEndpoint {

  private final Store store;
  private final int pageSize;

  ListEndpoint(Store store, int pageSize) {
    this.store = store;
    this.pageSize = pageSize;
  }

  RegistryAnswer catalog(RegistryRequest request) {
    List<String> names = store.names().stream().map(RepositoryName::value).toList();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    return page(request, names, document, document.putArray("repositories"));
  }

  RegistryAnswer tags(RegistryRequest request, RepositoryName name) {
    Optional<Repository> repository = store.find(name);
    if (repository.isEmpty()) {
      return Answers.unknownRepository();
    }
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("name", name.value());
    List<String> tags = List.copyOf(repository.get().tags().keySet());
    return page(request, tags, document, document.putArray("tags"));
  }

  private RegistryAnswer page(
      RegistryRequest request, List<String> all, ObjectNode document, ArrayNode into) {
    String last = request.parameter("last").orElse("");
    int wanted = request.parameter("n").map(this::count).orElse(pageSize);
    List<String> rest = all.stream().filter(name -> name.compareTo(last) > 0).sorted().toList();
    List<String> page = rest.subList(0, Math.min(wanted, rest.size()));
    page.forEach(into::add);
    RegistryAnswer answer = RegistryAnswer.json(200, document);
    return page.isEmpty() || page.size() == rest.size()
        ? answer
        : answer.with("link", next(request, page.getLast(), wanted));
  }

  private int count(String n) {
    return n.matches("[0-9]{1,6}") ? Integer.parseInt(n) : pageSize;
  }

  private static String next(RegistryRequest request, String last, int wanted) {
    return "<"
        + request.path()
        + "?last="
        + URLEncoder.encode(last, StandardCharsets.UTF_8)
        + "&n="
        + wanted
        + ">; rel=\"next\"";
  }
}
