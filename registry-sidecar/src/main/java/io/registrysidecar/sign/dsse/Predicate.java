package io.registrysidecar.sign.dsse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;

/**
 * What a statement says, as it is signed: a JSON object without white space, the names of all
 * objects sorted, so that equal predicates give equal bytes.
 *
 * @param json the bytes; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent")
public record Predicate(byte[] json) {

  /** Of a tree. */
  public static Predicate of(ObjectNode predicate) {
    return new Predicate(BoundedJson.write(SortedJson.of(predicate)));
  }

  /**
   * Of a document that this program has just written: compact JSON, an object, with names of
   * printable ASCII. No tree is made of it, and it is not checked.
   */
  public static Predicate ofDocument(byte[] compact) {
    return new Predicate(SortedBytes.of(compact));
  }
}
