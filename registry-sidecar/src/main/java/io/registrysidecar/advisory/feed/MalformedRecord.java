package io.registrysidecar.advisory.feed;

/** A record that is not what the OSV schema promises. It is left out; the import goes on. */
public final class MalformedRecord extends Exception {

  private static final long serialVersionUID = 1L;

  private final String id;

  /**
   * Says which record, as far as it could be read, and what is wrong with it.
   *
   * @param id its identifier, or where it stands when that could not be read
   * @param reason a clause such as {@code affected[2].package.name is not a text}
   */
  public MalformedRecord(String id, String reason) {
    super(reason);
    this.id = id;
  }

  /** Its identifier, or where it stands. */
  public String id() {
    return id;
  }

  /** What is wrong with it. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
