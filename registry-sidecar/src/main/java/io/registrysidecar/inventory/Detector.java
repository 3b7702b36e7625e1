package io.registrysidecar.inventory;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Finds what one kind of package database or artifact says is installed, in one layer.
 *
 * <p>Pure: the same layer bytes give the same evidence, whatever image the layer is in. That is
 * what makes results cacheable per layer, so a detector never looks at other layers, the clock or
 * the network.
 */
public interface Detector {

  /** Name and version. Raising the version re-reads known layers for this detector only. */
  Id id();

  /**
   * How much of the file at {@code path} this detector needs. Asked for every regular file of every
   * layer: constant time, no allocation.
   */
  Want wants(TarPath path, long size, int mode);

  /**
   * Reads one wanted file.
   *
   * @throws MalformedEvidence if the content is not what its path promises; becomes a coverage
   *     statement that names path and layer, and other files are still read
   * @throws IOException if the layer itself cannot be read further
   */
  void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException;

  /**
   * The directory with a package that is installed because the symbolic link {@code link} leads to
   * it; null when it does not, which for most detectors is always. Asked for every symbolic link of
   * every layer.
   *
   * @param target what the link says
   */
  default @Nullable TarPath leadsTo(TarPath link, String target) {
    return null;
  }

  /**
   * Identity of a detector's results.
   *
   * @param name stable, lower-case, such as {@code dpkg}
   * @param version raised whenever equal bytes would give different evidence
   */
  record Id(String name, int version) implements Comparable<Id> {
    @Override
    public int compareTo(Id other) {
      int byName = name.compareTo(other.name);
      return byName == 0 ? Integer.compare(version, other.version) : byName;
    }

    @Override
    public String toString() {
      return name + "@" + version;
    }
  }
}
