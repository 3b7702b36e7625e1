package io.registrysidecar.oci.client;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param items what it lists
 * @param next where the list goes on; empty at its end
 */
record Page<T>(List<T> items, Optional<URI> next) {

  /** The most pages of one list that are read. */
  static final int MOST = 1000;

  Page {
    items = List.copyOf(items);
  }
}
