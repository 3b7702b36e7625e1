package io.registrysidecar.inventory.program;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.util.Map;

/**
 * Sections whose places are known from the head of the file.
 *
 * @param parts offset and length, by name
 */
record NamedParts(Map<String, Part> parts) implements Sections {

  /** Copies the map. */
  NamedParts {
    parts = Map.copyOf(parts);
  }

  /**
   * Where a section is.
   *
   * @param offset in the file
   * @param length in bytes
   */
  record Part(long offset, long length) {}

  @Override
  public byte[] content(String name, FilePart file, int most)
      throws MalformedEvidence, IOException {
    Part part = parts.get(name);
    if (part == null) {
      return new byte[0];
    }
    if (part.length() < 0 || part.length() > most) {
      throw new MalformedEvidence("its section " + name + " has " + part.length() + " bytes");
    }
    return file.bytes(part.offset(), (int) part.length());
  }
}
