import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or fixes the format of every Java source: {@code Format check|fix STAMP FOLDER…}.
 *
 * <p>The stamp file remembers when all was well; only sources changed since are looked at.
 */
void main(String[] args) throws Exception {
  Path stamp = Path.of(args[1]);
  FileTime started = FileTime.fromMillis(System.currentTimeMillis());
  List<String> command = new ArrayList<>();
  command.addAll(
      args[0].equals("fix") ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
  int options = command.size();
  for (String folder : List.of(args).subList(2, args.length)) {
    command.addAll(changedSources(Path.of(folder), stamp));
  }
  if (command.size() > options) {
    var out = new PrintWriter(System.out, true);
    var err = new PrintWriter(System.err, true);
    int status = new Main(out, err, System.in).format(command.toArray(String[]::new));
    if (status != 0) {
      err.println("Not formatted: the files above. To rewrite them: mvn -q -N -Dformat validate");
      System.exit(status);
    }
  }
  Files.createDirectories(stamp.getParent());
  Files.write(stamp, new byte[0]);
  Files.setLastModifiedTime(stamp, started);
}

List<String> changedSources(Path folder, Path stamp) throws IOException {
  if (!Files.isDirectory(folder)) {
    return List.of();
  }
  long since = Files.exists(stamp) ? Files.getLastModifiedTime(stamp).toMillis() : 0;
  List<String> changed = new ArrayList<>();
  try (Stream<Path> files = Files.walk(folder)) {
    for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
      if (Files.getLastModifiedTime(file).toMillis() >= since) {
        changed.add(file.toString());
      }
    }
  }
  return changed;
}
