package io.registrysidecar.inventory.maven;

import io.registrysidecar.image.FileLimitExceeded;
import io.registrysidecar.image.LargerThanClaimed;
import io.registrysidecar.image.LayerFile;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Goes through one archive and the archives within it. An inner archive that is damaged or too
 * large is said to be so, and the others are read.
 */
final class ArchiveWalk {

  private final LayerFile file;
  private final EvidenceSink found;
  private final ArchiveLimits limits;
  private final ArchiveBudget budget;

  ArchiveWalk(LayerFile file, EvidenceSink found, ArchiveLimits limits) {
    this.file = file;
    this.found = found;
    this.limits = limits;
    this.budget = new ArchiveBudget(limits, file.size());
  }

  void read() throws IOException, MalformedEvidence {
    try {
      archive(Region.of(file.channel()), file.path().fileName(), "", 1);
    } catch (ArchiveTooLarge e) {
      found.limited("archive-limit", "did not read the rest of the archive: " + e.getMessage());
    }
  }

  /**
   * Reads an archive.
   *
   * @param name its file name
   * @param inner its path within the outermost archive, empty for that one itself
   */
  private void archive(Region region, String name, String inner, int depth)
      throws IOException, MalformedEvidence {
    JarMetadata metadata = new JarMetadata();
    List<ZipEntry> entries =
        Overlaps.without(
            new ZipDirectory(region, budget)
                .entries(path -> metadata.wants(path) || JarName.isArchive(path)),
            inner,
            found);
    ZipContent content = new ZipContent(region, budget);
    metadata.read(entries, content, found, inner);
    metadata.tell(JarName.of(name), entries, content, found, inner);
    for (ZipEntry entry : entries) {
      if (JarName.isArchive(entry.name())) {
        nested(entry, content, inner.isEmpty() ? entry.name() : inner + "!/" + entry.name(), depth);
      }
    }
  }

  private void nested(ZipEntry entry, ZipContent content, String inner, int depth)
      throws IOException {
    if (depth + 1 > limits.depth()) {
      found.limited(
          "archive-limit",
          "did not read "
              + inner
              + ": archives are nested deeper than "
              + limits.depth()
              + " (layers.archive-depth)");
      return;
    }
    try {
      if (entry.method() == ZipEntry.STORED && !entry.encrypted()) {
        archive(content.stored(entry), fileName(entry), inner, depth + 1);
        return;
      }
      if (entry.size() < 0) {
        throw new MalformedEvidence("it claims a negative size");
      }
      try (InputStream plain = content.open(entry);
          SeekableByteChannel unpacked = file.unpacked(plain, entry.size())) {
        archive(Region.of(unpacked), fileName(entry), inner, depth + 1);
      }
    } catch (MalformedEvidence | ZipException | EOFException e) {
      found.incomplete("archive-malformed", inner + " was not read: " + e.getMessage());
    } catch (LargerThanClaimed e) {
      found.incomplete("archive-limit", inner + " was not read: " + e.getMessage());
    } catch (FileLimitExceeded e) {
      found.limited("archive-limit", "did not read " + inner + ": " + e.getMessage());
    }
  }

  private static String fileName(ZipEntry entry) {
    return entry.name().substring(entry.name().lastIndexOf('/') + 1);
  }
}
