package io.registrysidecar.testing;

import static io.registrysidecar.testing.TestImage.image;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.ImageTrees;
import io.registrysidecar.image.Layer;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.LayerLimits;
import io.registrysidecar.image.LocalImages;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.ScratchSpace;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.FileEvidence;
import io.registrysidecar.inventory.FileEvidence.PackageAt;
import io.registrysidecar.inventory.LayerEvidence;
import io.registrysidecar.inventory.LayerScan;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What one detector finds in one layer, asked through the whole engine.
 *
 * @param layer all that was found
 */
public record Evidence(LayerEvidence layer) {

  /** Lets {@code detector} look at a layer with {@code contents}. */
  public static Evidence of(Detector detector, LayerContent... contents) {
    return of(List.of(detector), image().layer(contents).build());
  }

  /** Lets {@code detectors} look at the only layer of {@code image}. */
  public static Evidence of(List<Detector> detectors, TestImage image) {
    return of(detectors, image, LayerLimits.DEFAULT, System::nanoTime);
  }

  /** The same within limits, and with a clock, of the test's own. */
  public static Evidence of(
      List<Detector> detectors, TestImage image, LayerLimits limits, LongSupplier nanoTime) {
    try {
      Path directory = Files.createTempDirectory("layer");
      try (ImageSource source = open(Layouts.write(image, directory.resolve("layout")))) {
        Layer layer =
            ImageTrees.read(source, PlatformFilter.all()).images().getFirst().layers().getFirst();
        ScratchSpace scratch = new ScratchSpace(directory.resolve("scratch"), 1L << 30);
        LayerContext context = new LayerContext(limits, scratch, nanoTime, bytes -> {});
        return new Evidence(new LayerScan(context).scan(layer, detectors));
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new AssertionError("the layer could not be read", e);
    }
  }

  /** The bytes of a test resource. */
  public static byte[] resource(String path) {
    try (InputStream in = Evidence.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new AssertionError("there is no test resource " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files with evidence. */
  public List<FileEvidence> files() {
    return layer.found().values().stream().flatMap(List::stream).toList();
  }

  /** The packages found. */
  public List<PackageFact> facts() {
    return files().stream().flatMap(file -> file.packages().stream()).map(PackageAt::fact).toList();
  }

  /** Each package as {@code namespace/name version}. */
  public List<String> names() {
    return facts().stream()
        .map(fact ->
            (fact.namespace() == null ? "" : fact.namespace() + "/")
                + fact.name()
                + " "
                + fact.version())
        .toList();
  }

  /** Each package with where it was found: {@code path!/inner name version}. */
  public List<String> places() {
    return files().stream()
        .flatMap(file ->
            file.packages().stream()
                .map(found ->
                    file.path()
                        + (found.inner() == null ? "" : "!/" + found.inner())
                        + " "
                        + found.fact().name()
                        + " "
                        + found.fact().version()))
        .toList();
  }

  /** What was said about files and layer. */
  public List<CoverageNote> notes() {
    return Stream.concat(
            layer.notes().stream(), files().stream().flatMap(file -> file.notes().stream()))
        .toList();
  }

  /** The codes of {@link #notes}. */
  public List<String> codes() {
    return notes().stream().map(CoverageNote::code).toList();
  }

  private static ImageSource open(Path layout) throws Exception {
    return LocalImages.open("oci:" + layout).orElseThrow();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
