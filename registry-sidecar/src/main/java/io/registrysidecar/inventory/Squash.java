package io.registrysidecar.inventory;

import java.util.List;

/** Turns what is in the layers into what is in the image. */
public final class Squash {

  private Squash() {}

  /** What is installed when {@code layers}, lowest first, lie upon each other. */
  public static Inventory squash(List<LayerEvidence> layers) {
    throw new UnsupportedOperationException();
  }
}
