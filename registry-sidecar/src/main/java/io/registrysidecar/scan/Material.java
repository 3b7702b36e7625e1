package io.registrysidecar.scan;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.ImageTree;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.report.ImageFacts;
import io.registrysidecar.report.PlatformResult;
import java.util.List;

/** What a report is made of. */
public sealed interface Material {

  /**
   * One image.
   *
   * @param manifest the image's manifest
   * @param facts its name, layers and tags
   * @param inventory what is installed
   * @param judgement what is wrong with it
   * @param notes what could not be read
   */
  record OfImage(
      Descriptor manifest,
      ImageFacts facts,
      Inventory inventory,
      Judgement judgement,
      List<CoverageNote> notes)
      implements Material {
    /** Copies the list. */
    public OfImage {
      notes = List.copyOf(notes);
    }
  }

  /**
   * The platforms of an index.
   *
   * @param tree the index and its images
   * @param platforms what became of each
   */
  record OfIndex(ImageTree tree, List<PlatformResult> platforms) implements Material {
    /** Copies the list. */
    public OfIndex {
      platforms = List.copyOf(platforms);
    }
  }
}
