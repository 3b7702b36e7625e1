package io.registrysidecar.image;

import java.io.IOException;

/** Is shown the entries of one layer while it streams by. */
public interface LayerVisitor {

  /**
   * One entry of the layer. Called for all, on the reading thread: constant time.
   *
   * @return how much of a regular file is wanted; counts for nothing with other kinds
   */
  Want entry(LayerEntry entry);

  /**
   * What {@link #entry} would answer. Asked, if at all, before the reading, when it is known what
   * is in the layer: nothing may be concluded from the question.
   */
  Want foresee(LayerEntry entry);

  /** Nothing that was shown so far holds; the layer is shown anew, from its beginning. */
  void restart();

  /**
   * The content of a regular file that {@link #entry} has just asked for.
   *
   * @throws FileLimitExceeded if the file exceeds a limit; the layer is read on, and the summary
   *     names the file
   * @throws IOException only as thrown by the methods of {@code file}: ends the reading of the
   *     layer
   */
  void file(LayerFile file) throws IOException;
}
