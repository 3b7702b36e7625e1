package io.registrysidecar.inventory;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/**
 * A file as one detector sees it: what the detector reads is charged to its budget, and each step
 * notices an interruption.
 *
 * @param file the file
 * @param budget what the detector may spend
 */
record MeteredFile(LayerFile file, DetectorBudget budget) implements LayerFile {

  @Override
  public TarPath path() {
    return file.path();
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public int mode() {
    return file.mode();
  }

  @Override
  public byte[] peek(int count) throws IOException {
    budget.check();
    long start = budget.startWaiting();
    try {
      return file.peek(count);
    } finally {
      budget.stopWaiting(start);
    }
  }

  @Override
  public InputStream stream() throws IOException {
    budget.check();
    long start = budget.startWaiting();
    try {
      return MeteredStream.passing(file.stream(), budget);
    } finally {
      budget.stopWaiting(start);
    }
  }

  @Override
  public byte[] bytes(int limit) throws IOException {
    budget.check();
    byte[] bytes;
    long start = budget.startWaiting();
    try {
      bytes = file.bytes(limit);
    } finally {
      budget.stopWaiting(start);
    }
    budget.spendBytes(bytes.length);
    return bytes;
  }

  @Override
  public SeekableByteChannel channel() throws IOException {
    budget.check();
    SeekableByteChannel channel;
    long start = budget.startWaiting();
    try {
      channel = file.channel();
    } finally {
      budget.stopWaiting(start);
    }
    budget.spendBytes(size());
    return MeteredChannel.passing(channel, budget);
  }

  @Override
  public SeekableByteChannel unpacked(InputStream content, long size) throws IOException {
    InputStream charged = MeteredStream.made(content, budget);
    return MeteredChannel.made(file.unpacked(charged, size), budget);
  }
}
