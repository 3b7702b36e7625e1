package io.registrysidecar.inventory.program;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;

/** Finds the parts of a program by the names that its linker gave them. */
@FunctionalInterface
interface Sections {

  /** A program without any, or whose sections are not of interest. */
  Sections NONE = (name, file, most) -> new byte[0];

  /**
   * The content of a section.
   *
   * @param name its name
   * @param file what can be reached of the file
   * @param most the largest content that is read
   * @return empty when there is no such section, or none within reach
   * @throws MalformedEvidence if the table of sections is broken, or the section is larger
   */
  byte[] content(String name, FilePart file, int most) throws MalformedEvidence, IOException;
}
