package io.registrysidecar.sign.key;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.file.FileProblem;
import io.registrysidecar.file.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a directory holds: its file {@code index.json}, replaced as a whole.
 *
 * @param entries the keys, oldest first
 */
record KeyIndex(List<Entry> entries) {

  /** Its name. */
  static final String FILE = "index.json";

  private static final int LARGEST = 1024 * 1024;
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  KeyIndex {
    entries = List.copyOf(entries);
  }

  /**
   * One key.
   *
   * @param root whether it certifies the signing keys of its role instead of signing
   * @param hint how bundles name it
   * @param privateFile the name of the file of its private half; null where that is elsewhere
   * @param publicFile the name of the file of its public half
   * @param chainFile the name of the file of its certificates; null where it has none
   */
  record Entry(
      KeyRole role,
      boolean root,
      String hint,
      @Nullable String privateFile,
      String publicFile,
      @Nullable String chainFile,
      Instant created,
      @Nullable Instant retired,
      @Nullable Instant compromised) {

    Entry retired(Instant when) {
      return new Entry(
          role, root, hint, privateFile, publicFile, chainFile, created, when, compromised);
    }

    Entry compromised(Instant when) {
      return new Entry(
          role, root, hint, privateFile, publicFile, chainFile, created, retired, when);
    }

    Entry certified(String chain) {
      return new Entry(
          role, root, hint, privateFile, publicFile, chain, created, retired, compromised);
    }

    boolean current() {
      return retired == null && compromised == null;
    }
  }

  Optional<Entry> current(KeyRole role) {
    return find(role, false);
  }

  Optional<Entry> root(KeyRole role) {
    return find(role, true);
  }

  private Optional<Entry> find(KeyRole role, boolean root) {
    return entries.stream()
        .filter(e -> e.role() == role && e.root() == root && e.current())
        .reduce((_, last) -> last);
  }

  KeyIndex with(Entry entry) {
    List<Entry> more = new ArrayList<>(entries);
    more.removeIf(e -> e.hint().equals(entry.hint()) && e.role() == entry.role());
    more.add(entry);
    return new KeyIndex(more);
  }

  /** Empty where the directory has none yet. */
  static KeyIndex read(Path directory) throws KeyFailure {
    Path file = directory.resolve(FILE);
    try (InputStream in = RegularFile.open(file)) {
      byte[] bytes = in.readNBytes(LARGEST);
      JsonNode root = JSON.readTree(bytes);
      if (root.path("version").asInt() != 1) {
        throw new KeyFailure(
            "read " + file + ": its version is not 1. Was it written by a newer program?");
      }
      List<Entry> entries = new ArrayList<>();
      for (JsonNode key : root.path("keys")) {
        entries.add(entry(key));
      }
      return new KeyIndex(entries);
    } catch (NoSuchFileException _) {
      return new KeyIndex(List.of());
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      throw new KeyFailure(
          "read " + file + ": it is damaged. Restore it and the keys beside it from a copy.", e);
    } catch (IOException e) {
      throw new KeyFailure("read " + file + ": " + FileProblem.reason(e) + ".", e);
    }
  }

  /** Puts this in place of the old one. */
  void write(Path directory) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("version", 1);
    ArrayNode keys = root.putArray("keys");
    entries.forEach(entry -> keys.add(json(entry)));
    Path temporary = directory.resolve("." + FILE + "." + UUID.randomUUID());
    PrivateFiles.create(temporary, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    Files.move(
        temporary,
        directory.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static ObjectNode json(Entry entry) {
    ObjectNode key =
        JSON.createObjectNode()
            .put("role", entry.role().word())
            .put("use", entry.root() ? "root" : "signing")
            .put("hint", entry.hint())
            .put("public", entry.publicFile())
            .put("created", entry.created().toString());
    optional(key, "private", entry.privateFile());
    optional(key, "chain", entry.chainFile());
    optional(key, "retired", entry.retired());
    optional(key, "compromised", entry.compromised());
    return key;
  }

  private static void optional(ObjectNode key, String name, @Nullable Object value) {
    if (value != null) {
      key.put(name, value.toString());
    }
  }

  private static Entry entry(JsonNode key) {
    return new Entry(
        KeyRole.valueOf(text(key, "role").toUpperCase(Locale.ROOT)),
        text(key, "use").equals("root"),
        text(key, "hint"),
        key.has("private") ? fileName(key, "private") : null,
        fileName(key, "public"),
        key.has("chain") ? fileName(key, "chain") : null,
        Instant.parse(text(key, "created")),
        key.has("retired") ? Instant.parse(text(key, "retired")) : null,
        key.has("compromised") ? Instant.parse(text(key, "compromised")) : null);
  }

  private static String text(JsonNode key, String name) {
    String text = key.path(name).asText();
    if (text.isEmpty()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return text;
  }

  private static String fileName(JsonNode key, String name) {
    String text = text(key, name);
    if (!FILE_NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(name + " is not the name of a file in the directory");
    }
    return text;
  }
}
