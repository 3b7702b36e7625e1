package io.registrysidecar.advisory.vex;

/**
 * Where a statement is from.
 *
 * @param document the identifier that the document has in itself; empty if none
 * @param author who wrote it, as the document says
 * @param source where it was read, for people: a file, an address, a referrer and who signed it
 * @param attached whether somebody attached it to the image, and hence thought of that image
 */
public record VexOrigin(String document, String author, String source, boolean attached) {

  /** Of a document that is about whatever it names. */
  public VexOrigin(String document, String author, String source) {
    this(document, author, source, false);
  }

  @Override
  public String toString() {
    return "VEX"
        + (document.isEmpty() ? "" : " " + document)
        + " of "
        + (author.isEmpty() ? "an unnamed author" : author)
        + ", from "
        + source;
  }
}
