package io.registrysidecar.inventory.nuget;

import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.io.InputStream;

/** A {@code deps.json}, wherever it stands. */
public final class DepsFile {

  private DepsFile() {}

  /**
   * Tells the packages whose files a program was deployed with.
   *
   * @throws MalformedEvidence if {@code content} is not such a file
   */
  public static void read(InputStream content, EvidenceSink found)
      throws IOException, MalformedEvidence {
    DependencyContext context = new DependencyContext();
    BoundedJson.read(content, context::read);
    context.tell(found);
  }
}
