package io.registrysidecar.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.Zstd;
import io.registrysidecar.image.inflate.CompressedInput;
import io.registrysidecar.image.inflate.Compression;
import io.registrysidecar.image.inflate.Decompressors;
import io.registrysidecar.image.inflate.Windows;
import io.registrysidecar.image.tar.TarEntry;
import io.registrysidecar.image.tar.TarReader;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A layer with a table of its contents, made of any tar. The table can be changed before it is
 * written, so that a test can have one that lies but is what its digest promises.
 *
 * @param bytes the blob
 * @param descriptor with the annotations that promise the table
 */
@SuppressWarnings("ArrayRecordComponent")
public record SeekableLayer(byte[] bytes, Descriptor descriptor) {

  private static final int BLOCK = 512;

  /** An eStargz layer whose table tells the truth. */
  public static SeekableLayer eStargz(byte[] tar, int chunkSize) {
    return eStargz(tar, chunkSize, table -> {});
  }

  /** An eStargz layer whose table is changed by {@code lie}. */
  public static SeekableLayer eStargz(byte[] tar, int chunkSize, Consumer<ObjectNode> lie) {
    return eStargz(tar, chunkSize, false, lie);
  }

  /** An eStargz layer with a footer of the older form. */
  public static SeekableLayer legacyEStargz(byte[] tar, int chunkSize) {
    return eStargz(tar, chunkSize, true, table -> {});
  }

  private static SeekableLayer eStargz(
      byte[] tar, int chunkSize, boolean legacy, Consumer<ObjectNode> lie) {
    Writer writer = new Writer(tar, chunkSize, true);
    ObjectNode table = writer.write();
    lie.accept(table);
    byte[] json = table.toString().getBytes(UTF_8);
    int offset = writer.out.size();
    writer.append(ImageBuilder.gzip(ImageBuilder.tar(Contents.file("stargz.index.json", json))));
    writer.append(footer(offset, legacy));
    return layer(
        writer.out.toByteArray(),
        "application/vnd.oci.image.layer.v1.tar+gzip",
        Map.of("containerd.io/snapshot/stargz/toc.digest", Digest.sha256(json).toString()));
  }

  /** A zstd:chunked layer whose table tells the truth. */
  public static SeekableLayer zstdChunked(byte[] tar, int chunkSize) {
    return zstdChunked(tar, chunkSize, table -> {});
  }

  /** A zstd:chunked layer whose table is changed by {@code lie}. */
  public static SeekableLayer zstdChunked(byte[] tar, int chunkSize, Consumer<ObjectNode> lie) {
    Writer writer = new Writer(tar, chunkSize, false);
    ObjectNode table = writer.write();
    lie.accept(table);
    byte[] json = table.toString().getBytes(UTF_8);
    byte[] stored = Zstd.compress(json);
    int offset = writer.out.size() + 8;
    writer.append(frame(stored));
    writer.append(frame(zstdFooter(offset, stored.length, json.length)));
    String prefix = "io.github.containers.zstd-chunked.manifest-";
    return layer(
        writer.out.toByteArray(),
        "application/vnd.oci.image.layer.v1.tar+zstd",
        Map.of(
            prefix + "checksum",
            Digest.sha256(stored).toString(),
            prefix + "position",
            "%d:%d:%d:1".formatted(offset, stored.length, json.length)));
  }

  /** The same bytes, with other annotations. */
  public SeekableLayer with(Map<String, String> annotations) {
    return layer(bytes, descriptor.mediaType(), annotations);
  }

  /** The same annotations, with other bytes. */
  public SeekableLayer with(byte[] other) {
    return layer(other, descriptor.mediaType(), descriptor.annotations());
  }

  private static SeekableLayer layer(byte[] bytes, String type, Map<String, String> annotations) {
    Descriptor plain = Descriptor.of(type, bytes);
    return new SeekableLayer(
        bytes,
        new Descriptor(type, plain.digest(), plain.size(), null, annotations, null, Map.of()));
  }

  private static byte[] footer(int offset, boolean legacy) {
    byte[] text = "%016xSTARGZ".formatted(offset).getBytes(UTF_8);
    ByteBuffer footer = ByteBuffer.allocate(legacy ? 47 : 51).order(ByteOrder.LITTLE_ENDIAN);
    footer.put(new byte[] {0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, (byte) 0xff});
    if (legacy) {
      footer.putShort((short) text.length);
    } else {
      footer.putShort((short) (text.length + 4)).put(new byte[] {'S', 'G'});
      footer.putShort((short) text.length);
    }
    footer.put(text).put(new byte[] {1, 0, 0, (byte) 0xff, (byte) 0xff});
    return footer.array();
  }

  private static byte[] zstdFooter(int offset, int length, int plainLength) {
    return ByteBuffer.allocate(64)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(offset)
        .putLong(length)
        .putLong(plainLength)
        .putLong(1)
        .putLong(0)
        .putLong(0)
        .putLong(0)
        .put("GNUlInUx".getBytes(UTF_8))
        .array();
  }

  private static byte[] frame(byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x184d2a50)
        .putInt(content.length)
        .put(content)
        .array();
  }

  /** Writes the tar in pieces, and notes where they are. */
  private static final class Writer {
    private final byte[] tar;
    private final int chunkSize;
    private final boolean eStargz;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ObjectNode table = JsonNodeFactory.instance.objectNode();
    private final ArrayNode entries = table.put("version", 1).putArray("entries");

    /** Where the pieces not yet written begin. */
    private int written;

    Writer(byte[] tar, int chunkSize, boolean eStargz) {
      this.tar = tar;
      this.chunkSize = chunkSize;
      this.eStargz = eStargz;
    }

    ObjectNode write() {
      CompressedInput input =
          new CompressedInput(new ByteArrayInputStream(tar), _ -> {}, System::nanoTime);
      try (Windows windows =
          Objects.requireNonNull(Decompressors.standard().of(Compression.NONE))
              .open(input, _ -> {})) {
        TarReader reader = new TarReader(windows);
        int end = 0;
        for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
          int payload = (int) reader.offset();
          add(entry, payload);
          end = payload + Math.ceilDiv((int) entry.size(), BLOCK) * BLOCK;
        }
        // The end of an eStargz layer's tar stands behind its table.
        appendTo(eStargz ? end : tar.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return table;
    }

    void append(byte[] bytes) {
      out.writeBytes(bytes);
    }

    private void add(TarEntry entry, int payload) {
      ObjectNode node = entries.addObject();
      node.put("name", new String(entry.name(), UTF_8));
      node.put("type", type(entry)).put("mode", entry.mode()).put("uid", 0);
      if (entry.link().length > 0) {
        node.put("linkName", new String(entry.link(), UTF_8));
      }
      if (entry.size() == 0) {
        return;
      }
      node.put("size", entry.size());
      appendTo(payload);
      node.put("digest", digest(payload, payload + (int) entry.size()));
      addChunks(entry, payload, node);
    }

    private void addChunks(TarEntry entry, int payload, ObjectNode file) {
      int size = (int) entry.size();
      ObjectNode node = file;
      for (int at = 0; at < size; at += chunkSize) {
        int length = Math.min(chunkSize, size - at);
        if (at > 0) {
          node = entries.addObject().put("name", file.get("name").asText()).put("type", "chunk");
          node.put("chunkOffset", at);
        }
        // In an eStargz layer what follows the content is in the member of its last chunk.
        if (at > 0 || !eStargz) {
          appendTo(payload + at);
        }
        node.put("offset", out.size());
        node.put("chunkDigest", digest(payload + at, payload + at + length));
        if (at + length < size) {
          node.put("chunkSize", length);
        }
        if (!eStargz) {
          appendTo(payload + at + length);
        }
      }
      if (!eStargz) {
        file.put("endOffset", out.size());
      }
    }

    private String digest(int from, int to) {
      return Digest.sha256(Arrays.copyOfRange(tar, from, to)).toString();
    }

    private void appendTo(int end) {
      if (end > written) {
        byte[] piece = Arrays.copyOfRange(tar, written, end);
        append(eStargz ? ImageBuilder.gzip(piece) : Zstd.compress(piece));
        written = end;
      }
    }

    private static String type(TarEntry entry) {
      return switch (entry.type()) {
        case FILE -> "reg";
        case DIRECTORY -> "dir";
        case SYMBOLIC_LINK -> "symlink";
        case HARD_LINK -> "hardlink";
        case OTHER -> "fifo";
      };
    }
  }
}
