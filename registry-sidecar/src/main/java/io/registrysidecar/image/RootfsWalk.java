package io.registrysidecar.image;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a directory tree in a fixed order, following no link, and past what the kernel makes
 * up ({@code /proc}, {@code /sys} and the like).
 */
final class RootfsWalk {

  private static final Set<String> MADE_UP =
      Set.of(
          "autofs",
          "binfmt_misc",
          "bpf",
          "cgroup",
          "cgroup2",
          "configfs",
          "debugfs",
          "devpts",
          "devtmpfs",
          "efivarfs",
          "fusectl",
          "hugetlbfs",
          "mqueue",
          "nsfs",
          "proc",
          "pstore",
          "securityfs",
          "sysfs",
          "tracefs");

  private final Path root;
  private final Visitor visitor;
  private final Deque<Path> pending = new ArrayDeque<>();

  private RootfsWalk(Path root, Visitor visitor) {
    this.root = root;
    this.visitor = visitor;
  }

  /** Shows every entry of {@code root} to {@code visitor}, a directory before what is in it. */
  static void walk(Path root, Visitor visitor) throws IOException {
    RootfsWalk walk = new RootfsWalk(root, visitor);
    long device = FileStat.of(root).device();
    walk.pending.push(root);
    while (!walk.pending.isEmpty()) {
      walk.directory(walk.pending.pop(), device);
    }
  }

  private void directory(Path directory, long device) throws IOException {
    List<Path> children;
    try {
      children = children(directory);
    } catch (IOException e) {
      visitor.unreadable(path(directory), e);
      return;
    }
    for (Path child : children) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException();
      }
      FileStat stat = stat(child);
      if (stat == null) {
        continue;
      }
      visitor.entry(child, path(child), stat);
      if (stat.kind() == LayerEntry.Kind.DIRECTORY
          && (stat.device() == device || !isMadeUp(child))) {
        pending.push(child);
      }
    }
  }

  private @Nullable FileStat stat(Path file) throws IOException {
    try {
      return FileStat.of(file);
    } catch (IOException e) {
      visitor.unreadable(path(file), e);
      return null;
    }
  }

  private TarPath path(Path child) {
    return TarPath.of(root.relativize(child).toString());
  }

  private static List<Path> children(Path directory) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(children);
    return children;
  }

  private static boolean isMadeUp(Path directory) throws IOException {
    return MADE_UP.contains(Files.getFileStore(directory).type());
  }

  /** Is shown entries. */
  interface Visitor {
    /** An entry that is there. */
    void entry(Path file, TarPath path, FileStat stat) throws IOException;

    /** An entry that cannot be looked at. */
    void unreadable(TarPath path, IOException cause) throws IOException;
  }
}
