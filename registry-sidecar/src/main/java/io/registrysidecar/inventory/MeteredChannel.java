package io.registrysidecar.inventory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * Random access for a detector. The bytes were charged when the file was put where they can be
 * read; each access asks whether there is time left.
 */
final class MeteredChannel implements SeekableByteChannel {

  private final SeekableByteChannel channel;
  private final DetectorBudget budget;

  MeteredChannel(SeekableByteChannel channel, DetectorBudget budget) {
    this.channel = channel;
    this.budget = budget;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    budget.check();
    return channel.read(target);
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
