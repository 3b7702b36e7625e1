package io.registrysidecar.inventory.program;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.npm.PackageJson;
import io.registrysidecar.inventory.npm.RemoteModules;
import io.registrysidecar.inventory.program.VirtualFiles.Manifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What {@code deno compile} puts into a program: the npm packages as they were resolved, the
 * addresses of all other modules, and a file system in which the npm packages are. There have been
 * four arrangements: since Deno 2.2, in the course of 2.1, and before that.
 */
final class DenoBundle {

  static final byte[] MAGIC = "d3n0l4nd".getBytes(US_ASCII);

  /** Four positions behind {@link #MAGIC}: of modules, metadata, list of files, and files. */
  static final int PLACES = MAGIC.length + 4 * Long.BYTES;

  private static final int LARGEST_SNAPSHOT = 16 << 20;
  private static final int LARGEST_FILE_LIST = 32 << 20;
  private static final int LARGEST_MANIFEST = 8 << 20;
  private static final long MOST_OF_ALL = 128 << 20;
  private static final int LONGEST_ADDRESS = 8 << 10;
  private static final int MOST = 200_000;

  /** What is said of a bundle, or part of one, that is broken. */
  static final String UNREAD = "script-bundle-unread";

  /** Which parts of a module follow: it without types, its source map, its exports. */
  private static final int PARTS = 0b111;

  /** The newest first. */
  private static final List<Arrangement> ARRANGEMENTS =
      List.of(DenoBundle::modules, DenoBundle::modulesOf21, DenoBundle::modulesOf210);

  private final FilePart file;
  private final EvidenceSink found;
  private final Set<String> told = new HashSet<>();
  private long read;

  private DenoBundle(FilePart file, EvidenceSink found) {
    this.file = file;
    this.found = found;
  }

  /** Tells what is in a bundle; false when there is none. */
  static boolean tell(FilePart file, long start, long end, EvidenceSink found)
      throws MalformedEvidence, IOException {
    if (end - start < PLACES || !Arrays.equals(file.bytes(start, MAGIC.length), MAGIC)) {
      return false;
    }
    DenoBundle bundle = new DenoBundle(file, found);
    ByteBuffer places = ByteBuffer.wrap(file.bytes(start + MAGIC.length, 4 * Long.BYTES));
    if (places.get(Long.BYTES) == '{') {
      bundle.sections(start + MAGIC.length, end);
    } else {
      long base = start + PLACES;
      bundle.files(base + places.getLong(16), base + places.getLong(24), end);
    }
    return true;
  }

  /** Tells what is in a bundle of the time when its positions stood at the end of the program. */
  static void tellAtEnd(FilePart file, ByteBuffer places, long end, EvidenceSink found)
      throws MalformedEvidence, IOException {
    new DenoBundle(file, found).files(places.getLong(16), places.getLong(24), end);
  }

  private void sections(long from, long end) throws MalformedEvidence, IOException {
    Stretch bundle = new Stretch(file, from, end);
    bundle.skip(bundle.longWord());
    List<PackageFact> resolved =
        NpmSnapshot.read(bundle.bytes(bundle.longWord(), LARGEST_SNAPSHOT));
    Stretch list = new Stretch(file, modules(bundle.position(), end), end);
    long length = list.longWord();
    long start = list.position();
    list.skip(length);
    list.longWord();
    files(start, start + length, list.position(), end);
    for (PackageFact each : resolved) {
      if (told.add(nameOf(each))) {
        found.found(each);
      }
    }
  }

  /** Tells the other modules; gives where the list of files begins. */
  private long modules(long start, long end) throws MalformedEvidence, IOException {
    MalformedEvidence first = null;
    for (Arrangement each : ARRANGEMENTS) {
      try {
        Set<String> addresses = new HashSet<>();
        long next = each.read(new Stretch(file, start, end), addresses);
        list(next, end);
        RemoteModules.of(addresses).forEach(found::found);
        return next;
      } catch (MalformedEvidence e) {
        first = first == null ? e : first;
      }
    }
    throw Objects.requireNonNull(first);
  }

  /** One way to arrange the modules. */
  @FunctionalInterface
  private interface Arrangement {
    /** Adds the addresses of modules, and gives where they end. */
    long read(Stretch bundle, Set<String> addresses) throws MalformedEvidence, IOException;
  }

  private static long modules(Stretch bundle, Set<String> addresses)
      throws MalformedEvidence, IOException {
    for (int left = bundle.count(bundle.word(), MOST); left > 0; left--) {
      addresses.add(bundle.text(LONGEST_ADDRESS));
      bundle.skip(Integer.BYTES);
    }
    bundle.skip(2L * Integer.BYTES * bundle.count(bundle.word(), MOST));
    for (int left = bundle.count(bundle.word(), MOST); left > 0; left--) {
      bundle.skip(Integer.BYTES + 1);
      bundle.skip(bundle.word());
      int parts = Integer.bitCount(bundle.octet() & PARTS);
      for (int i = 0; i < parts; i++) {
        bundle.skip(bundle.word());
      }
    }
    return bundle.position();
  }

  private static long modulesOf21(Stretch bundle, Set<String> addresses)
      throws MalformedEvidence, IOException {
    index(bundle, addresses);
    bundle.skip(bundle.longWord());
    return bundle.position();
  }

  private static long modulesOf210(Stretch bundle, Set<String> addresses)
      throws MalformedEvidence, IOException {
    long length = bundle.longWord();
    long start = bundle.position();
    index(bundle, addresses);
    if (bundle.position() > start + length) {
      throw new MalformedEvidence("its bundle has more modules than it claims");
    }
    return start + length;
  }

  private static void index(Stretch bundle, Set<String> addresses)
      throws MalformedEvidence, IOException {
    int modules = bundle.count(bundle.word(), MOST);
    int redirects = bundle.count(bundle.word(), MOST);
    for (int left = modules; left > 0; left--) {
      addresses.add(bundle.text(LONGEST_ADDRESS));
      bundle.skip(Long.BYTES);
    }
    for (int left = 2 * redirects; left > 0; left--) {
      bundle.skip(bundle.word());
    }
  }

  /** Whether a list of files stands there. */
  private void list(long start, long end) throws MalformedEvidence, IOException {
    Stretch list = new Stretch(file, start, end);
    list.count(list.longWord(), LARGEST_FILE_LIST);
    int first = list.octet();
    if (first != '[' && first != '{') {
      throw new MalformedEvidence("its bundle has no list of files");
    }
  }

  private void files(long list, long content, long end) throws MalformedEvidence, IOException {
    files(list, content, content, end);
  }

  private void files(long list, long listEnd, long content, long end)
      throws MalformedEvidence, IOException {
    long length = listEnd - list;
    if (length < 0 || length > LARGEST_FILE_LIST || content > end) {
      throw new MalformedEvidence("its bundle claims a list of files of " + length + " bytes");
    }
    for (Manifest each : VirtualFiles.manifests(file.bytes(list, (int) length))) {
      read += each.length();
      if (each.length() > LARGEST_MANIFEST || read > MOST_OF_ALL) {
        throw new MalformedEvidence("its bundle claims " + read + " bytes of package.json");
      }
      manifest(each, file.bytes(content + each.offset(), (int) each.length()));
    }
  }

  private void manifest(Manifest manifest, byte[] content) {
    try {
      PackageFact fact = PackageJson.read(content);
      if (fact != null) {
        told.add(nameOf(fact));
        found.found(fact, manifest.path());
      }
    } catch (MalformedEvidence e) {
      found.incomplete(UNREAD, manifest.path() + " in its bundle: " + e.getMessage());
    }
  }

  private static String nameOf(PackageFact fact) {
    return (fact.namespace() == null ? "" : fact.namespace() + "/")
        + fact.name()
        + "@"
        + fact.version();
  }
}
