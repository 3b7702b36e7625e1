package io.registrysidecar.inventory;

import io.registrysidecar.image.TarPath;

/** Takes what a detector finds in one file. */
public interface EvidenceSink {

  /** A package that the file says is installed. */
  void found(PackageFact fact);

  /**
   * A package found inside a nested file, such as a jar in a jar: {@code inner} is the path within
   * the file, segments joined by {@code !/}.
   */
  void found(PackageFact fact, String inner);

  /** The distribution that the file names. */
  void found(Distribution distribution);

  /** Something about a package that this or another file says is installed. */
  void about(AboutPackage about);

  /**
   * A directory, in this layer or another, with a package that is installed; what it is, its own
   * files say.
   */
  void elsewhere(TarPath directory);

  /** A file of some package was put elsewhere. */
  void diverted(Diversion diversion);

  /**
   * Part of the file could not be understood: {@code message} says what and why. The rest stands.
   */
  void incomplete(String code, String message);

  /**
   * Part of the file was left out because of a limit that can be configured: {@code reason} gives
   * it, its value and its setting. The rest stands, but is not kept: with other settings there
   * would be more.
   */
  void limited(String code, String reason);
}
