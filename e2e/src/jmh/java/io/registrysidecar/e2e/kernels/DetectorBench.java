package io.registrysidecar.e2e.kernels;

import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.ImageTrees;
import io.registrysidecar.image.Layer;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.LocalImages;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.ScratchSpace;
import io.registrysidecar.inventory.Detectors;
import io.registrysidecar.inventory.LayerEvidence;
import io.registrysidecar.inventory.LayerScan;
import java.nio.file.Files;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** All detectors on a small tree of files: this machine's dpkg database, or this program's jars. */
@State(Scope.Benchmark)
public class DetectorBench {

  /** The folder. */
  @Param({"dpkg", "jars"})
  public String tree = "dpkg";

  private ImageSource source;
  private Layer layer;
  private LayerScan scan;

  /** Opens the tree. */
  @Setup
  public void open() throws Exception {
    source = LocalImages.open("rootfs:" + Sample.folder(tree)).orElseThrow();
    layer = ImageTrees.read(source, PlatformFilter.all()).images().getFirst().layers().getFirst();
    scan =
        new LayerScan(
            LayerContext.of(new ScratchSpace(Files.createTempDirectory("kernels"), 1L << 30)));
  }

  /** Reads it. */
  @Benchmark
  public LayerEvidence read() throws Exception {
    return scan.scan(layer, Detectors.all());
  }

  /** Closes the tree. */
  @TearDown
  public void close() throws Exception {
    source.close();
  }
}
