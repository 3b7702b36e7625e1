package io.registrysidecar.testing;

import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.ImageTrees;
import io.registrysidecar.image.Layer;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.LocalImages;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.ScratchSpace;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Detectors;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.inventory.LayerEvidence;
import io.registrysidecar.inventory.LayerScan;
import io.registrysidecar.inventory.Squash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a test expects to find: a component without its details.
 *
 * @param type the type of its package URL
 * @param name its name as advisories write it
 * @param version its version
 * @param layer the index of the layer that introduced it
 */
public record Installed(String type, String name, String version, int layer) {

  /** A Debian package. */
  public static Installed deb(String name, String version) {
    return new Installed("deb", name, version, 0);
  }

  /** An Alpine package. */
  public static Installed apkPackage(String name, String version) {
    return new Installed("apk", name, version, 0);
  }

  /** A Java archive. */
  public static Installed maven(String name, String version) {
    return new Installed("maven", name, version, 0);
  }

  /** A Node.js package. */
  public static Installed npmPackage(String name, String version) {
    return new Installed("npm", name, version, 0);
  }

  /** A Python distribution. */
  public static Installed pypi(String name, String version) {
    return new Installed("pypi", name, version, 0);
  }

  /** The same from another layer. */
  public Installed fromLayer(int index) {
    return new Installed(type, name, version, index);
  }

  /** What is found in {@code image}. */
  public static List<Installed> inventoryOf(TestImage image) {
    return fullInventoryOf(image).components().stream()
        .map(component -> of(component, image))
        .toList();
  }

  /** What is found in {@code image}, with all details. */
  public static Inventory fullInventoryOf(TestImage image) {
    try {
      Path directory = Files.createTempDirectory("image");
      try (ImageSource source = open(Layouts.write(image, directory.resolve("layout")))) {
        LayerScan scan =
            new LayerScan(LayerContext.of(new ScratchSpace(directory.resolve("s"), 1L << 30)));
        List<LayerEvidence> evidence = new ArrayList<>();
        for (Layer layer :
            ImageTrees.read(source, PlatformFilter.all()).images().getFirst().layers()) {
          evidence.add(scan.scan(layer, Detectors.all()));
        }
        return Squash.squash(evidence);
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ImageException | InterruptedException e) {
      throw new AssertionError("the image could not be read", e);
    }
  }

  private static ImageSource open(Path layout) throws ImageException {
    return LocalImages.open("oci:" + layout).orElseThrow();
  }

  private static Installed of(Component component, TestImage image) {
    String purl = component.purl();
    return new Installed(
        purl.substring("pkg:".length(), purl.indexOf('/')),
        component.name(),
        component.version(),
        image.indexOf(component.layer()));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
