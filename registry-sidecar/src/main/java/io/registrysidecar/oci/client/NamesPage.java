package io.registrysidecar.oci.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.client.auth.Scope;
import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.HttpCall;
import io.registrysidecar.oci.client.http.HttpCall.Method;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One page of a list of names: the tags of a repository, or the repositories of a registry. No page
 * size is asked for: some registries refuse the ones that others want.
 *
 * @param action what is listed, for messages
 * @param uri the page
 * @param scope what a token must allow
 * @param field the JSON field that holds the names
 */
record NamesPage(String action, URI uri, Scope scope, String field)
    implements Exchange<Page<String>> {

  private static final int LARGEST = 16 << 20;
  private static final int MOST_NAMES = 1_000_000;

  static NamesPage tags(Target target) {
    return new NamesPage(
        "list the tags of " + target,
        target.urls().tags(target.repository()),
        target.pull(),
        "tags");
  }

  static NamesPage catalog(String host, RegistryUrls urls) {
    return new NamesPage(
        "list the repositories of " + host, urls.catalog(), Scope.CATALOG, "repositories");
  }

  /** All names of all pages, each once. */
  List<String> all(Caller caller) throws RegistryException {
    Set<String> names = new LinkedHashSet<>();
    NamesPage page = this;
    for (int read = 0; read < Page.MOST; read++) {
      Page<String> found = caller.call(page);
      names.addAll(found.items());
      if (names.size() > MOST_NAMES) {
        throw new RegistryException(
            new RegistryFailure.Unsupported(action, "there are more than " + MOST_NAMES));
      }
      if (found.next().isEmpty()) {
        return List.copyOf(names);
      }
      page = new NamesPage(action, found.next().get(), scope, field);
    }
    throw new RegistryException(
        new RegistryFailure.Unsupported(action, "the list has more than " + Page.MOST + " pages"));
  }

  @Override
  public HttpCall call() {
    return HttpCall.of(Method.GET, uri).with("accept", "application/json");
  }

  @Override
  public Page<String> read(Answer answer) throws IOException, RegistryException {
    JsonNode names = BoundedJsonAnswer.read(answer, LARGEST, action).path(field);
    List<String> items = new ArrayList<>();
    for (JsonNode name : names) {
      items.add(name.asText());
    }
    return new Page<>(items, Links.next(answer));
  }

  @Override
  public Page<String> refused(Refusal refusal) throws RegistryException {
    // A repository without tags is unknown to some registries.
    if (refusal.status() == 404 && field.equals("tags")) {
      return new Page<>(List.of(), Optional.empty());
    }
    throw new RegistryException(refusal.failure(action, scope));
  }
}
