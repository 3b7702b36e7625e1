package io.registrysidecar.store;

/** A cursor that this program did not give out. */
public final class MalformedCursor extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what to do. */
  public MalformedCursor() {
    super(
        "not a cursor of this list; use the one in the answer before, or none to begin at the"
            + " start");
  }
}
