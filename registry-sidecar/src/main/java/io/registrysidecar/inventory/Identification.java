package io.registrysidecar.inventory;

import org.jspecify.annotations.Nullable;

/**
 * How a package was told to be what it is said to be.
 *
 * @param basis what its name was told by
 * @param packages the Java package that all of an archive's classes are in, which speaks for or
 *     against a name that was not stated; null where there is none or nothing is in doubt
 */
public record Identification(Basis basis, @Nullable String packages) {

  /** Its own database or metadata states it. */
  public static final Identification STATED = new Identification(Basis.STATED, null);

  /** Told by {@code basis} alone. */
  public static Identification by(Basis basis) {
    return basis == Basis.STATED ? STATED : new Identification(basis, null);
  }

  /** What a name was told by, the surest first. */
  public enum Basis {
    /** The package's own database or metadata states name and version. */
    STATED("stated", 1.0, "its own metadata states it"),

    /** An archive's manifest hints at the group: the vendor's identifier, or the bundle's name. */
    MANIFEST("manifest", 0.8, "the manifest of the archive names the group"),

    /** A table of much used archives has the group for an artifact of this name. */
    KNOWN_ARTIFACT("known-artifact", 0.7, "much used archives of this name are of the group"),

    /** A program's own words, in the place where the programs of this name have them. */
    PROGRAM_TEXT("program-text", 0.7, "a text in the program says so"),

    /** All classes of an archive are in the Java package that the group is called like. */
    CLASS_PACKAGES("class-packages", 0.6, "the packages of its classes begin with the group"),

    /** The Java module of an archive is called like the group. */
    MODULE_NAME("module-name", 0.5, "the name of its Java module begins with the group"),

    /** Nothing tells the group: it was taken to be called like the artifact. */
    FILE_NAME("file-name", 0.3, "only the file name tells; the group was taken from it");

    private final String word;
    private final double confidence;
    private final String reason;

    Basis(String word, double confidence, String reason) {
      this.word = word;
      this.confidence = confidence;
      this.reason = reason;
    }

    /** As documents write it. */
    public String word() {
      return word;
    }

    /** How sure the name is, from 0 to 1. */
    public double confidence() {
      return confidence;
    }

    /** Why it is so sure, for people. */
    public String reason() {
      return reason;
    }
  }
}
