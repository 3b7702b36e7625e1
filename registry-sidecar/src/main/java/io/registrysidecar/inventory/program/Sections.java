package io.registrysidecar.inventory.program;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds the parts of a program by the names that its linker gave them. */
@FunctionalInterface
interface Sections {

  /** A program without any, or whose sections are not of interest. */
  Sections NONE = (name, file) -> null;

  /**
   * Where a section is.
   *
   * @param offset in the file
   * @param length in bytes
   */
  record Place(long offset, long length) {}

  /**
   * Where a section is.
   *
   * @param name its name
   * @param file what can be reached of the file
   * @return null when there is no such section, or no table of sections within reach
   */
  @Nullable Place place(String name, FilePart file) throws MalformedEvidence, IOException;

  /**
   * The content of a section.
   *
   * @param name its name
   * @param file what can be reached of the file
   * @param most the largest content that is read
   * @return empty when there is no such section, or none within reach
   * @throws MalformedEvidence if the table of sections is broken, or the section is larger
   */
  default byte[] content(String name, FilePart file, int most)
      throws MalformedEvidence, IOException {
    Place place = place(name, file);
    if (place == null) {
      return new byte[0];
    }
    if (place.length() < 0 || place.length() > most) {
      throw new MalformedEvidence("its section " + name + " has " + place.length() + " bytes");
    }
    return file.bytes(place.offset(), (int) place.length());
  }
}
