package io.registrysidecar.inventory.model;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Reads what the head of a GGUF or safetensors file says about the model in it. */
public final class ModelDetector implements Detector {

  private static final Id ID = new Id("model", 1);
  private static final String GGUF = ".gguf";
  private static final String SAFETENSORS = ".safetensors";

  /** Where a model says no version. */
  private static final String UNVERSIONED = "unversioned";

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return path.value().endsWith(GGUF) || path.value().endsWith(SAFETENSORS)
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    String fileName = file.path().fileName();
    boolean gguf = fileName.endsWith(GGUF);
    InputStream content = file.stream();
    Map<String, String> metadata;
    try {
      metadata = gguf ? Gguf.read(content) : Safetensors.read(content);
    } catch (EOFException e) {
      throw new MalformedEvidence("it ends within its metadata", e);
    }
    String prefix = gguf ? "general." : "modelspec.";
    String stem = fileName.substring(0, fileName.lastIndexOf('.'));
    String name = metadata.getOrDefault(prefix + (gguf ? "name" : "title"), stem);
    String license =
        metadata.getOrDefault(prefix + "license", metadata.getOrDefault("license", ""));
    found.found(
        PackageFact.of(
                "generic",
                null,
                name.isBlank() ? stem : name,
                metadata.getOrDefault(prefix + "version", UNVERSIONED))
            .licensed(license.isBlank() ? List.of() : List.of(license)));
  }
}
