package io.registrysidecar.inventory;

import java.util.List;

/**
 * What a package says about other packages, in the names of its ecosystem.
 *
 * @param needs what it needs, each with its alternatives, the preferred first; one of them is
 *     enough
 * @param provides names besides its own by which others may need it
 */
public record Relations(List<List<String>> needs, List<String> provides) {

  /** Says nothing. */
  public static final Relations NONE = new Relations(List.of(), List.of());

  /** Copies the lists, and drops what is no name. */
  public Relations {
    needs = needs.stream().map(Relations::usable).filter(each -> !each.isEmpty()).toList();
    provides = usable(provides);
  }

  /** No ecosystem has names with a bar, which stands between alternatives where these are kept. */
  private static List<String> usable(List<String> names) {
    return names.stream().filter(name -> !name.isEmpty() && name.indexOf('|') < 0).toList();
  }

  /** Needs without alternatives, and nothing besides its own name. */
  public static Relations needing(List<String> names) {
    return names.isEmpty() ? NONE : new Relations(names.stream().map(List::of).toList(), List.of());
  }
}
