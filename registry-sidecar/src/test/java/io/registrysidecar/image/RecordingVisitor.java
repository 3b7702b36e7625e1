package io.registrysidecar.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Wants everything and remembers it. */
class RecordingVisitor implements LayerVisitor {

  final List<LayerEntry> entries = new ArrayList<>();
  final Map<String, String> contents = new LinkedHashMap<>();

  @Override
  public Want entry(LayerEntry entry) {
    entries.add(entry);
    return Want.STREAM;
  }

  @Override
  public Want foresee(LayerEntry entry) {
    return Want.STREAM;
  }

  @Override
  public void restart() {
    entries.clear();
    contents.clear();
  }

  @Override
  public void file(LayerFile file) throws IOException {
    contents.put(file.path().value(), new String(file.stream().readAllBytes(), UTF_8));
  }

  List<String> paths() {
    return entries.stream().map(entry -> entry.path().value()).toList();
  }
}
