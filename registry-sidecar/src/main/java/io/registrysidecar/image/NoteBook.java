package io.registrysidecar.image;

import io.registrysidecar.oci.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is to be said about one layer. A hostile layer can give a million reasons to say
 * the same; the first few are kept and the rest counted.
 */
final class NoteBook {

  private static final int KEPT_PER_CODE = 10;

  private final Digest layer;
  private final List<CoverageNote> notes = new ArrayList<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private boolean lasting = true;

  NoteBook(Digest layer) {
    this.layer = layer;
  }

  Digest layer() {
    return layer;
  }

  /** Says something that follows from the layer's bytes alone. */
  void add(String code, String message, @Nullable String path) {
    if (counts.merge(code, 1, Integer::sum) <= KEPT_PER_CODE) {
      notes.add(new CoverageNote(code, message, layer, path));
    }
  }

  /** Says something that another reading, with other limits or another manifest, might not say. */
  void addPassing(String code, String message, @Nullable String path) {
    lasting = false;
    add(code, message, path);
  }

  boolean isLasting() {
    return lasting;
  }

  List<CoverageNote> notes() {
    List<CoverageNote> all = new ArrayList<>(notes);
    counts.forEach((code, count) -> {
      if (count > KEPT_PER_CODE) {
        String more = "and " + (count - KEPT_PER_CODE) + " more of this kind in this layer";
        all.add(new CoverageNote(code, more, layer, null));
      }
    });
    return all;
  }
}
