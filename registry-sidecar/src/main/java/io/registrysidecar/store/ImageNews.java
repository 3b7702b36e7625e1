package io.registrysidecar.store;

import io.registrysidecar.oci.RepositoryName;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells what it hears to all who have asked to be told. */
public final class ImageNews implements ImageListener {

  private final List<ImageListener> listeners = new CopyOnWriteArrayList<>();

  /** Tells {@code listener} from now on. */
  public void tell(ImageListener listener) {
    listeners.add(listener);
  }

  @Override
  public void changed(ImageKey image) {
    listeners.forEach(listener -> listener.changed(image));
  }

  @Override
  public void moved(String registry, RepositoryName repository, String tag) {
    listeners.forEach(listener -> listener.moved(registry, repository, tag));
  }
}
