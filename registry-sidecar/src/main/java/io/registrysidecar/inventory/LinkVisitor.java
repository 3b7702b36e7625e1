package io.registrysidecar.inventory;

import io.registrysidecar.image.LayerEntry;
import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.LayerVisitor;
import io.registrysidecar.image.Want;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads a layer again, and only those files that are wanted under the name of a hard link. */
final class LinkVisitor implements LayerVisitor {

  private final Map<String, List<HardLinks.Link>> links;
  private List<HardLinks.Link> leading = List.of();

  LinkVisitor(Map<String, List<HardLinks.Link>> links) {
    this.links = links;
  }

  @Override
  public Want entry(LayerEntry entry) {
    leading = leading(entry);
    return leading.isEmpty() ? Want.NOTHING : Want.STREAM;
  }

  @Override
  public Want foresee(LayerEntry entry) {
    return leading(entry).isEmpty() ? Want.NOTHING : Want.STREAM;
  }

  @Override
  public void restart() {
    links.values().forEach(all -> all.forEach(link -> link.run().forget(link.path().value())));
  }

  @Override
  public void file(LayerFile file) throws IOException {
    SharedFile shared = new SharedFile(file);
    for (int i = 0; i < leading.size(); i++) {
      HardLinks.Link link = leading.get(i);
      link.run().read(shared.turn(link.path(), i == leading.size() - 1));
    }
  }

  private List<HardLinks.Link> leading(LayerEntry entry) {
    return links.getOrDefault(entry.path().value(), List.of()).stream()
        .filter(link -> link.run().reads(link.path(), entry.size(), entry.mode()))
        .toList();
  }
}
