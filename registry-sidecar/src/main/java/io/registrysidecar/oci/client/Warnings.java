package io.registrysidecar.oci.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.registrysidecar.oci.client.http.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what a registry wants its users to know ({@code Warning: 299}), each text once; never acts
 * on it.
 */
final class Warnings {

  private static final Logger log = LoggerFactory.getLogger(Warnings.class);
  private static final int REMEMBERED = 100;

  private final String registry;
  private final Cache<String, Boolean> seen = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  Warnings(String registry) {
    this.registry = registry;
  }

  void note(Answer answer) {
    for (String value : answer.headers("warning")) {
      String text = Printable.of(value);
      if (seen.asMap().putIfAbsent(text, Boolean.TRUE) == null) {
        log.atWarn()
            .addKeyValue("registry", registry)
            .addKeyValue("warning", text)
            .log("registry warns");
      }
    }
  }
}
