package io.registrysidecar.inventory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * Random access for a detector. The bytes were charged when the file was opened; each access asks
 * whether there is time left. Whether the time that reading takes is charged, too, depends on
 * whether the bytes may have to be fetched.
 */
final class MeteredChannel implements SeekableByteChannel {

  private final SeekableByteChannel channel;
  private final DetectorBudget budget;
  private final boolean waits;

  private MeteredChannel(SeekableByteChannel channel, DetectorBudget budget, boolean waits) {
    this.channel = channel;
    this.budget = budget;
    this.waits = waits;
  }

  /** Bytes that the layer gives. */
  static MeteredChannel passing(SeekableByteChannel channel, DetectorBudget budget) {
    return new MeteredChannel(channel, budget, true);
  }

  /** Bytes that the detector made of others. */
  static MeteredChannel made(SeekableByteChannel channel, DetectorBudget budget) {
    return new MeteredChannel(channel, budget, false);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    budget.check();
    long start = budget.startWaiting();
    try {
      return channel.read(target);
    } finally {
      if (waits) {
        budget.stopWaiting(start);
      }
    }
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public long position() throws IOException {
    return channel.position();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    channel.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
