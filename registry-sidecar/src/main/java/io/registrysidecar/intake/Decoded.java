package io.registrysidecar.intake;

import java.util.List;

/**
 * What a delivery said.
 *
 * @param events what could be read
 * @param problems one sentence for each event that could not
 */
record Decoded(List<PushEvent> events, List<String> problems) {

  Decoded {
    events = List.copyOf(events);
    problems = List.copyOf(problems);
  }

  static Decoded of(PushEvent event) {
    return new Decoded(List.of(event), List.of());
  }
}
