package io.registrysidecar.inventory;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.LayerEntry;
import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.LayerVisitor;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows the files of a layer to the detectors that want them, and notes what the layer hides. */
final class ScanVisitor implements LayerVisitor {

  /** The size that detectors are told for a hard link, whose own is not known. */
  private static final long LINK_SIZE = 1 << 20;

  private final List<DetectorRun> runs;
  private LayerShape.Builder shape = new LayerShape.Builder();
  private HardLinks links = new HardLinks();
  private final List<DetectorRun> interested = new ArrayList<>();

  ScanVisitor(List<DetectorRun> runs) {
    this.runs = runs;
  }

  LayerShape shape() {
    return shape.build();
  }

  /** What of the layer's shape is missing. */
  Optional<CoverageNote> note(Digest layer) {
    return shape.isRootOverfull()
        ? Optional.of(
            new CoverageNote(
                "root-links-limit",
                "it has more than "
                    + LayerShape.MOST_ROOT_LINKS
                    + " links in the root directory; files that it has under two names may be"
                    + " listed twice, or though they were removed",
                layer,
                null))
        : Optional.empty();
  }

  /** Hard links at wanted paths, whose content nobody has read. */
  HardLinks links() {
    return links;
  }

  @Override
  public Want entry(LayerEntry entry) {
    shape.add(entry);
    interested.clear();
    switch (entry.kind()) {
      case FILE -> {
        links.forget(entry.path());
        for (DetectorRun run : runs) {
          run.forget(entry.path().value());
          if (run.reads(entry.path(), entry.size(), entry.mode())) {
            interested.add(run);
          }
        }
      }
      case HARD_LINK -> link(entry);
      case SYMBOLIC_LINK -> {
        String target = entry.target() == null ? "" : entry.target();
        for (DetectorRun run : runs) {
          run.forget(entry.path().value());
          run.follow(entry.path(), target);
        }
      }
      case SPECIAL -> runs.forEach(run -> run.forget(entry.path().value()));
      case DIRECTORY, WHITEOUT, OPAQUE -> {
        // A directory beside files of the same layer replaces none of them; the others concern
        // lower layers only.
      }
    }
    return interested.isEmpty() ? Want.NOTHING : Want.STREAM;
  }

  @Override
  public Want foresee(LayerEntry entry) {
    Want want = Want.NOTHING;
    for (DetectorRun run : runs) {
      want = want.or(run.wants(entry.path(), entry.size(), entry.mode()));
    }
    return want;
  }

  @Override
  public void restart() {
    runs.forEach(DetectorRun::restart);
    shape = new LayerShape.Builder();
    links = new HardLinks();
  }

  @Override
  public void file(LayerFile file) throws IOException {
    SharedFile shared = new SharedFile(file);
    for (int i = 0; i < interested.size(); i++) {
      interested.get(i).read(shared.turn(file.path(), i == interested.size() - 1));
    }
  }

  private void link(LayerEntry entry) {
    String target = entry.target() == null ? "" : entry.target();
    TarPath targetPath = new TarPath(target);
    for (DetectorRun run : runs) {
      run.forget(entry.path().value());
      if (run.reads(entry.path(), LINK_SIZE, entry.mode())) {
        if (run.reads(targetPath, LINK_SIZE, entry.mode())) {
          run.copy(target, entry.path().value());
        } else {
          links.add(entry.path(), target, run);
        }
      }
    }
  }
}
