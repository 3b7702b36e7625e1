package io.registrysidecar.advisory.feed;

/** One record as it lies in its feed, not parsed yet. */
public final class RawRecord {

  private final String place;
  private final byte[] json;

  /**
   * Takes the array over.
   *
   * @param place file, and entry or line within it, for messages
   * @param json its bytes
   */
  public RawRecord(String place, byte[] json) {
    this.place = place;
    this.json = json;
  }

  /** File, and entry or line within it. */
  public String place() {
    return place;
  }

  /** How many bytes it has. */
  public int size() {
    return json.length;
  }

  /** Its bytes, not a copy. */
  byte[] json() {
    return json;
  }
}
