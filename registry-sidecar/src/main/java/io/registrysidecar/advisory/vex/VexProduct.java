package io.registrysidecar.advisory.vex;

import java.util.List;
import java.util.Set;

/**
 * What a statement is about.
 *
 * @param identifiers names of one product, each as good as the other: package URLs, {@code
 *     repository@digest}, bare digests, or names that mean nothing to us
 * @param hashes digests as {@code sha256:…}; if there are any, one has to be the product's
 * @param subcomponents the parts of the product that are meant; empty: the product itself
 */
public record VexProduct(List<String> identifiers, Set<String> hashes, List<String> subcomponents) {

  /** Copies the collections. */
  public VexProduct {
    identifiers = List.copyOf(identifiers);
    hashes = Set.copyOf(hashes);
    subcomponents = List.copyOf(subcomponents);
  }

  /** For people. */
  String shown() {
    String whole =
        VexFields.brief(identifiers.isEmpty() ? "something unnamed" : identifiers.getFirst());
    return subcomponents.isEmpty()
        ? whole
        : VexFields.brief(subcomponents.getFirst())
            + (subcomponents.size() == 1 ? "" : " and others")
            + " in "
            + whole;
  }

  static VexProduct of(String identifier) {
    return new VexProduct(List.of(identifier), Set.of(), List.of());
  }
}
