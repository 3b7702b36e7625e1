package io.registrysidecar.inventory;

import java.util.List;

/** All detectors. */
public final class Detectors {

  private Detectors() {}

  /** One of each. */
  public static List<Detector> all() {
    return List.of();
  }
}
