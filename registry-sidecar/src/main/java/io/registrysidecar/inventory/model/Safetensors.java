package io.registrysidecar.inventory.model;

import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** The header of a safetensors file: its length, then JSON with {@code __metadata__}. */
final class Safetensors {

  /** What the format allows. */
  private static final long LARGEST = 100_000_000;

  private static final int KEPT = 16 << 20;
  private static final int MOST = 1000;

  private Safetensors() {}

  static Map<String, String> read(InputStream content) throws IOException, MalformedEvidence {
    byte[] prefix = content.readNBytes(Long.BYTES);
    if (prefix.length < Long.BYTES) {
      throw new EOFException();
    }
    long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > LARGEST) {
      throw new MalformedEvidence("its header claims " + length + " bytes");
    }
    if (length > KEPT) {
      return Map.of();
    }
    byte[] header = content.readNBytes((int) length);
    Map<String, String> metadata = new HashMap<>();
    BoundedJson.read(
        new ByteArrayInputStream(header),
        parser ->
            BoundedJson.members(
                parser,
                (key, value) -> {
                  if (key.equals("__metadata__")) {
                    BoundedJson.members(
                        value,
                        (name, each) -> {
                          String text = BoundedJson.text(each);
                          if (text != null && metadata.size() < MOST) {
                            metadata.putIfAbsent(name, text);
                          }
                        });
                  }
                }));
    return metadata;
  }
}
