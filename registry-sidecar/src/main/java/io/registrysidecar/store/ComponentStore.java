package io.registrysidecar.store;

import java.util.List;

/** Which components there are, and which images have them. */
public interface ComponentStore {

  /**
   * Makes the image have exactly these components; gives them with their numbers, in the same
   * order.
   */
  List<Known> assign(ImageKey image, List<ComponentIdentity> components);

  /**
   * Makes the image have the components that another has.
   *
   * @param count how many that has
   * @return false, with the image's components unknown, if that has not as many any more
   */
  boolean assignAsOf(ImageKey image, ImageKey other, int count);

  /** The components of an image. */
  List<Known> of(ImageKey image);

  /** Forgets components that no image has any more, with their findings; gives how many. */
  int prune();

  /**
   * A component with its number.
   *
   * @param id its number
   * @param identity what it is
   */
  record Known(long id, ComponentIdentity identity) {}
}
