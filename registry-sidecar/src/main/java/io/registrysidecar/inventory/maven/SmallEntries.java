package io.registrysidecar.inventory.maven;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Small entries of a zip file, whatever it is a format of. */
public final class SmallEntries {

  private SmallEntries() {}

  /**
   * The contents of the entries whose names are {@code wanted}, in the order of the directory.
   * Larger ones than {@code largest} are left out; what is over the limits is told to {@code
   * found}.
   *
   * @throws MalformedEvidence if it is not a zip file, or an entry cannot be unpacked
   */
  public static Map<String, byte[]> read(
      LayerFile file,
      ArchiveLimits limits,
      Predicate<String> wanted,
      int largest,
      EvidenceSink found)
      throws IOException, MalformedEvidence {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    try {
      ArchiveBudget budget = new ArchiveBudget(limits, file.size());
      Region region = Region.of(file.channel());
      ZipContent content = new ZipContent(region, budget);
      for (ZipEntry entry :
          Overlaps.without(new ZipDirectory(region, budget).entries(wanted), "", found)) {
        byte[] bytes = content.bytes(entry, largest);
        if (bytes != null) {
          contents.putIfAbsent(entry.name(), bytes);
        }
      }
    } catch (ArchiveTooLarge e) {
      found.limited("archive-limit", "did not read the rest of the file: " + e.getMessage());
    }
    return contents;
  }
}
