package io.registrysidecar.scan;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.ImageTree;
import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.inventory.LayerEvidence;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.policy.Signatures;
import io.registrysidecar.report.ImageFacts;
import io.registrysidecar.schema.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a scan has come, with all that the next step needs. For each state that is not an end
 * there is one class that takes it and gives the next; running it twice is the same as running it
 * once. {@link Transitions} says which may follow which.
 */
public sealed interface ScanState {

  /** The name, as users see it. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** What there is to say besides the name, or empty. */
  default String detail() {
    return "";
  }

  /** A state that work leads on from. */
  sealed interface Step extends ScanState {}

  /** A state that nothing leads on from. */
  sealed interface End extends ScanState {}

  /** The reference is to be looked up. */
  record Resolve() implements Step {}

  /**
   * The layers of an image are to be read.
   *
   * @param image the image
   */
  record ReadLayers(PlatformImage image) implements Step {
    @Override
    public String detail() {
      return image.layers().size() + " layers";
    }
  }

  /**
   * What is in the layers is to be laid upon each other.
   *
   * @param manifest the image's manifest
   * @param facts its name, layers and tags
   * @param layers evidence, lowest first
   * @param notes what could not be read
   */
  record Squash(
      Descriptor manifest, ImageFacts facts, List<LayerEvidence> layers, List<CoverageNote> notes)
      implements Step {
    /** Copies the lists. */
    public Squash {
      layers = List.copyOf(layers);
      notes = List.copyOf(notes);
    }

    /** Whether all layers could be read. */
    boolean isWhole() {
      return layers.stream().map(LayerEvidence::layer).toList().equals(facts.layers());
    }
  }

  /**
   * What is installed is to be compared with what is known to be wrong.
   *
   * @param manifest the image's manifest
   * @param facts its name, layers and tags
   * @param inventory what is installed
   * @param notes what could not be read
   */
  record Match(Descriptor manifest, ImageFacts facts, Inventory inventory, List<CoverageNote> notes)
      implements Step {
    /** Copies the list. */
    public Match {
      notes = List.copyOf(notes);
    }

    @Override
    public String detail() {
      return inventory.components().size() + " components";
    }
  }

  /**
   * Each platform of an index is to be scanned.
   *
   * @param index the index and its images
   */
  record ScanPlatforms(ImageTree index) implements Step {
    @Override
    public String detail() {
      return index.images().size() + " platforms";
    }
  }

  /**
   * The report is to be made.
   *
   * @param material of what
   */
  record Assemble(Material material) implements Step {}

  /**
   * The registry is to show the report.
   *
   * @param subject the manifest that it is about
   * @param report the report
   * @param platforms the reports of the platforms, when the subject is an index
   * @param signatures what the verdict in it takes into account of signatures
   */
  record Publish(Descriptor subject, Report report, List<Report> platforms, Signatures signatures)
      implements Step {
    /** Copies the list. */
    public Publish {
      platforms = List.copyOf(platforms);
    }
  }

  /**
   * There is a report, and the registry shows it if it was to.
   *
   * @param report the report
   * @param platforms the reports of the platforms, when it is about an index
   * @param written how many artifacts were sent; none when the registry showed an equal result
   * @param leftOut what the registry does not show, each with the reason, for people
   */
  record Done(Report report, List<Report> platforms, int written, List<String> leftOut)
      implements End {
    /** Copies the lists. */
    public Done {
      platforms = List.copyOf(platforms);
      leftOut = List.copyOf(leftOut);
    }

    /** With nothing left out. */
    public Done(Report report, List<Report> platforms, int written) {
      this(report, platforms, written, List.of());
    }

    @Override
    public String detail() {
      return written == 0 ? "" : written + " artifacts written";
    }
  }

  /**
   * It cannot go on now.
   *
   * @param reason why, and what to try
   * @param until the earliest time at which it can, when somebody said so; else null
   */
  record Waiting(String reason, @Nullable Instant until) implements End {
    @Override
    public String detail() {
      return reason;
    }
  }

  /**
   * It is not something that can be scanned.
   *
   * @param reason what it is instead
   * @param about what it says something about, or null when that is nothing, or a scan has said it
   */
  record Unsupported(String reason, @Nullable Digest about) implements End {

    /** Something that is about no image. */
    public Unsupported(String reason) {
      this(reason, null);
    }

    @Override
    public String detail() {
      return reason;
    }
  }

  /**
   * It is not there, or not any more.
   *
   * @param reason what was asked for
   */
  record Gone(String reason) implements End {
    @Override
    public String detail() {
      return reason;
    }
  }

  /**
   * It will not go on until somebody changes something.
   *
   * @param reason what went wrong and what to change
   * @param report the report that could not be published, if it came that far
   */
  record Failed(String reason, Optional<Report> report) implements End {
    @Override
    public String detail() {
      return reason;
    }
  }
}
