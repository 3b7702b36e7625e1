package io.registrysidecar.config;

import io.registrysidecar.config.Key.Fallback;
import io.registrysidecar.config.Problems.Origin;
import io.registrysidecar.oci.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of one group of keys: flag before environment before file before default. */
final class Settings {

  private final Map<String, Setting> values = new HashMap<>();

  /** A value and where it came from; null origin: the default. */
  private record Setting(Object value, @Nullable Origin origin) {}

  /** Reads all {@code keys}; what is wrong goes to {@code problems}. */
  static Settings read(List<Key<?>> keys, Sources sources, Problems problems) {
    Settings settings = new Settings();
    for (Key<?> key : keys) {
      try {
        Optional<Written> written = sources.find(key);
        if (written.isPresent()) {
          settings.put(key, written.get(), problems);
        } else {
          settings.putFallback(key, sources, problems);
        }
      } catch (BadValue e) {
        problems.add(e.advice());
      }
    }
    return settings;
  }

  /** The value of a key that has one in any case. */
  <T> T get(Key<T> key) {
    return find(key).orElseThrow(() -> new IllegalStateException("no value for key " + key.name()));
  }

  /** The value of a key, if somebody set it or it has a fixed default. */
  @SuppressWarnings("unchecked") // put() stores what the key's own type has read
  <T> Optional<T> find(Key<T> key) {
    return Optional.ofNullable(values.get(key.name())).map(setting -> (T) setting.value());
  }

  /** Where the value of a key was set; the key's own name when it is the default. */
  Origin origin(Key<?> key) {
    Setting setting = values.get(key.name());
    return setting == null || setting.origin() == null ? new Origin(key.name()) : setting.origin();
  }

  private void put(Key<?> key, Written written, Problems problems) {
    try {
      Object value =
          written.secret() != null
              ? written.secret()
              : key.type().reader().read(written.texts(), written.base());
      values.put(key.name(), new Setting(value, written.origin()));
    } catch (BadValue e) {
      problems.at(written.origin(), e.advice());
    }
  }

  private void putFallback(Key<?> key, Sources sources, Problems problems) throws BadValue {
    if (key.fallback() instanceof Fallback.Fixed(String text)) {
      Object value = key.type().reader().read(texts(key, text), Path.of(""));
      values.put(key.name(), new Setting(value, null));
    } else if (key.fallback() instanceof Fallback.Required) {
      problems.add(
          sources.place()
              + ": "
              + key.name()
              + " is missing; write it, or set "
              + sources.variables().apply(key.environment()));
    }
  }

  /** A value as one key takes it from one text. */
  static List<String> texts(Key<?> key, String text) {
    if (!key.type().list()) {
      return List.of(text);
    }
    List<String> texts = new ArrayList<>();
    Arrays.stream(text.split(",")).map(String::strip).filter(t -> !t.isEmpty()).forEach(texts::add);
    return texts;
  }

  /**
   * A value as it is written somewhere.
   *
   * @param texts one text, or those of a list
   * @param secret the secret itself where it is not written as the path of a file, else null
   * @param base the directory that relative paths start from
   * @param origin where it is written
   */
  record Written(List<String> texts, @Nullable Secret secret, Path base, Origin origin) {}
}
