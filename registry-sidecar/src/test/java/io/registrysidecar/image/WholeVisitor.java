package io.registrysidecar.image;

import java.io.IOException;

/** Wants the same of every file of a layer that is read whole, and goes to its end. */
record WholeVisitor(Want want) implements LayerVisitor {

  @Override
  public Want entry(LayerEntry entry) {
    return want;
  }

  @Override
  public Want foresee(LayerEntry entry) {
    return want;
  }

  @Override
  public void restart() {
    throw new AssertionError("a layer that is read whole is shown once");
  }

  @Override
  public void file(LayerFile file) throws IOException {
    if (!want.readsContent()) {
      throw new AssertionError("nobody asked for " + file.path());
    }
    file.channel().position(file.size() - 1);
  }
}
