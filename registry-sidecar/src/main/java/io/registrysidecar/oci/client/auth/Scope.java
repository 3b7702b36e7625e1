package io.registrysidecar.oci.client.auth;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a token is to allow, in the grammar of the Docker token specification: {@code
 * type:name:actions}.
 *
 * @param text the scope, its actions sorted
 */
public record Scope(String text) {

  /** Reading the list of repositories. */
  public static final Scope CATALOG = new Scope("registry:catalog:*");

  /** Sorts the actions, so that equal scopes are equal. */
  public Scope {
    int colon = text.lastIndexOf(':');
    if (colon > 0) {
      Set<String> actions = new TreeSet<>(Arrays.asList(text.substring(colon + 1).split(",")));
      text = text.substring(0, colon + 1) + String.join(",", actions);
    }
  }

  /** Actions on a repository, such as {@code pull} and {@code push}. */
  public static Scope repository(String name, String... actions) {
    return new Scope("repository:" + name + ":" + String.join(",", actions));
  }

  /** The scopes of a challenge, which separates them by spaces. */
  static List<Scope> parse(String scopes) {
    return Arrays.stream(scopes.split(" "))
        .filter(scope -> !scope.isBlank())
        .map(Scope::new)
        .toList();
  }

  /** {@code first}, and {@code other} last if none of them covers it. */
  static List<Scope> union(List<Scope> first, Scope other) {
    Set<Scope> all = new LinkedHashSet<>(first);
    if (first.stream().noneMatch(scope -> scope.covers(other))) {
      all.add(other);
    }
    return List.copyOf(all);
  }

  private boolean covers(Scope other) {
    return subject().equals(other.subject())
        && (actions().contains("*") || actions().containsAll(other.actions()));
  }

  private String subject() {
    return text.substring(0, Math.max(0, text.lastIndexOf(':')));
  }

  private Set<String> actions() {
    return new TreeSet<>(Arrays.asList(text.substring(text.lastIndexOf(':') + 1).split(",")));
  }

  @Override
  public String toString() {
    return text;
  }
}
