package io.registrysidecar.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A layer in the making. Written by commons-compress, so that what reads it in the product is
 * checked by somebody else's idea of tar.
 */
public final class LayerBuilder {

  private static final int MODE = 0644;
  private static final int DIRECTORY_MODE = 0755;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");
  private final Map<String, StringBuilder> growing = new LinkedHashMap<>();

  LayerBuilder() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
  }

  /** Adds a regular file. */
  public void file(String path, byte[] content) {
    file(path, content, MODE);
  }

  /** Adds a regular file with permissions. */
  public void file(String path, byte[] content, int mode) {
    TarArchiveEntry entry = new TarArchiveEntry(path);
    entry.setSize(content.length);
    entry.setMode(mode);
    put(entry, content);
  }

  /** Adds text to a file that becomes one entry however often it is added to. */
  public void append(String path, String text) {
    growing.computeIfAbsent(path, key -> new StringBuilder()).append(text);
  }

  /** Adds a directory. */
  public void directory(String path) {
    TarArchiveEntry entry = new TarArchiveEntry(path + "/");
    entry.setMode(DIRECTORY_MODE);
    put(entry, new byte[0]);
  }

  /** Adds a symbolic link. */
  public void symbolicLink(String path, String target) {
    link(path, target, TarConstants.LF_SYMLINK);
  }

  /** Adds another name for a file. */
  public void hardLink(String path, String target) {
    link(path, target, TarConstants.LF_LINK);
  }

  /** Adds an entry of any type. */
  public void entry(TarArchiveEntry entry, byte[] content) {
    put(entry, content);
  }

  byte[] build() {
    growing.forEach((path, text) -> file(path, text.toString().getBytes(UTF_8)));
    try {
      tar.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void link(String path, String target, byte type) {
    TarArchiveEntry entry = new TarArchiveEntry(path, type);
    entry.setLinkName(target);
    put(entry, new byte[0]);
  }

  private void put(TarArchiveEntry entry, byte[] content) {
    // A fixed time, so that equal layers have equal digests.
    entry.setModTime(0);
    try {
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
