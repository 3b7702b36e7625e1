package io.registrysidecar.inventory;

import io.registrysidecar.image.LayerEntry;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a layer hides of the layers below it.
 *
 * <p>A file of a lower layer is gone when this layer has a whiteout for it or for a directory that
 * it is in; when a directory that it is in is opaque here; when this layer has something at its
 * path; or when something that is not a directory stands where a directory was. The last two need
 * every path of the layer, whatever any detector thinks of it: a file that nobody wants can replace
 * one that mattered. All paths are kept as hashes, so that the shape stays small.
 *
 * <p>Links in the root directory ({@code lib} → {@code usr/lib}) are kept by name: with them, two
 * layers can reach one file by two paths.
 */
final class LayerShape {

  /** How many links in the root directory are kept; distributions have about five. */
  static final int MOST_ROOT_LINKS = 1000;

  /** Hides nothing. */
  static final LayerShape EMPTY = new Builder().build();

  private final PathSet whiteouts;
  private final PathSet opaques;
  private final SortedMap<String, String> rootLinks;
  private final PathSet directories;
  private final PathSet others;

  /**
   * Takes what {@link Builder} collects.
   *
   * @param whiteouts paths that lower layers do not have
   * @param opaques directories of which lower layers have nothing
   * @param rootLinks symbolic links in the root directory, with what they say
   * @param directories paths of directories
   * @param others paths of everything else
   */
  LayerShape(
      PathSet whiteouts,
      PathSet opaques,
      Map<String, String> rootLinks,
      PathSet directories,
      PathSet others) {
    this.whiteouts = whiteouts;
    this.opaques = opaques;
    this.rootLinks = new TreeMap<>(rootLinks);
    this.directories = directories;
    this.others = others;
  }

  /** Whether a file that a lower layer has at {@code path} is gone, or replaced. */
  boolean hides(String path) {
    return opaques.contains("") || hidesBelow(path, 0);
  }

  /**
   * Whether a file at {@code path} is hidden by what this layer has at the path, or at one of its
   * directories that is longer than {@code prefix} characters.
   */
  boolean hidesBelow(String path, int prefix) {
    long state = PathSet.FIRST;
    for (int i = 0; i < path.length(); i++) {
      char character = path.charAt(i);
      if (character == '/' && i > prefix && hidesAll(PathSet.finish(state))) {
        return true;
      }
      state = PathSet.next(state, character);
    }
    long hash = PathSet.finish(state);
    return whiteouts.containsHash(hash)
        || others.containsHash(hash)
        || directories.containsHash(hash);
  }

  /** Whether this layer has a file, a link or a device at {@code path}. */
  boolean has(String path) {
    return others.contains(path);
  }

  PathSet whiteouts() {
    return whiteouts;
  }

  PathSet opaques() {
    return opaques;
  }

  SortedMap<String, String> rootLinks() {
    return rootLinks;
  }

  PathSet directories() {
    return directories;
  }

  PathSet others() {
    return others;
  }

  /** Whether nothing that a lower layer has within a directory is left. */
  private boolean hidesAll(long directory) {
    return whiteouts.containsHash(directory)
        || opaques.containsHash(directory)
        || others.containsHash(directory);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LayerShape shape
        && whiteouts.equals(shape.whiteouts)
        && opaques.equals(shape.opaques)
        && rootLinks.equals(shape.rootLinks)
        && directories.equals(shape.directories)
        && others.equals(shape.others);
  }

  @Override
  public int hashCode() {
    return Objects.hash(whiteouts, opaques, rootLinks, directories, others);
  }

  @Override
  public String toString() {
    return "LayerShape[whiteouts="
        + whiteouts
        + ", opaques="
        + opaques
        + ", rootLinks="
        + rootLinks
        + ", directories="
        + directories
        + ", others="
        + others
        + "]";
  }

  /** Collects entries. */
  static final class Builder {
    private final PathSet.Builder whiteouts = new PathSet.Builder();
    private final PathSet.Builder opaques = new PathSet.Builder();
    private final Map<String, String> rootLinks = new TreeMap<>();
    private final PathSet.Builder directories = new PathSet.Builder();
    private final PathSet.Builder others = new PathSet.Builder();
    private boolean overfull;

    void add(LayerEntry entry) {
      String path = entry.path().value();
      switch (entry.kind()) {
        case WHITEOUT -> whiteouts.add(path);
        case OPAQUE -> opaques.add(path);
        case DIRECTORY -> directories.add(path);
        case SYMBOLIC_LINK -> {
          others.add(path);
          if (path.indexOf('/') < 0 && entry.target() != null && isRoomFor(path)) {
            rootLinks.put(path, entry.target());
          }
        }
        case FILE, HARD_LINK, SPECIAL -> others.add(path);
      }
    }

    /** Whether there were more links in the root directory than are kept. */
    boolean isRootOverfull() {
      return overfull;
    }

    LayerShape build() {
      return new LayerShape(
          whiteouts.build(), opaques.build(), rootLinks, directories.build(), others.build());
    }

    private boolean isRoomFor(String link) {
      overfull |= rootLinks.size() == MOST_ROOT_LINKS && !rootLinks.containsKey(link);
      return rootLinks.size() < MOST_ROOT_LINKS || rootLinks.containsKey(link);
    }
  }
}
