package io.registrysidecar.store;

import io.registrysidecar.oci.RepositoryName;

/** Hears what has changed, once it is written. Quick: whoever wrote waits. */
public interface ImageListener {

  /** What is known of an image is another than before. */
  void changed(ImageKey image);

  /** What a tag names may be another than before. */
  void moved(String registry, RepositoryName repository, String tag);
}
