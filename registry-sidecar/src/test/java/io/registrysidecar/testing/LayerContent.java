package io.registrysidecar.testing;

/** Something that a test puts into a layer; {@link Contents} has them. */
@FunctionalInterface
public interface LayerContent {

  /** Adds it to the layer in the making. */
  void addTo(LayerBuilder layer);
}
