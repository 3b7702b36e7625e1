package io.registrysidecar.inventory.program;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.program.Sections.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds what {@code deno compile} and {@code bun build --compile} put into a copy of their runtime:
 * into a section of its own, on Windows a resource, or behind everything else.
 *
 * @param program what the head of the program tells
 * @param file all of it
 * @param size its size
 */
record ScriptBundle(Executable program, FilePart file, long size) {

  /** The runtime that runs the bundle. */
  enum Runner {
    BUN("bun"),
    DENO("deno");

    private final String program;

    Runner(String program) {
      this.program = program;
    }

    /** How its program is called. */
    String program() {
      return program;
    }
  }

  private static final String NOTE = ".note.sui";
  private static final int NOTE_TYPE = 0x53554901;
  private static final byte[] NOTE_OWNER = "SUI\0".getBytes(US_ASCII);
  private static final int MOST_NOTES = 64;

  /** What stands behind a bundle before Deno 2.3, with the sum of the characters of its name. */
  private static final int APPENDED = 0x501e;

  private static final int NAME_SUM = 0x2a7;

  /** Tells what the bundle has in it, if there is one; gives what runs it. */
  @Nullable Runner tell(EvidenceSink found) throws MalformedEvidence, IOException {
    if (denoNote(found) || denoSection(found) || denoAtEnd(found)) {
      return Runner.DENO;
    }
    return bunSection(found) || bunAtEnd(found) ? Runner.BUN : null;
  }

  /** A note behind the notes that the program had; its content begins with a name. */
  private boolean denoNote(EvidenceSink found) throws MalformedEvidence, IOException {
    Place notes = program.sections().place(NOTE, file);
    if (notes == null) {
      return false;
    }
    long end = notes.offset() + notes.length();
    Stretch each = new Stretch(file, notes.offset(), end);
    for (int i = 0; i < MOST_NOTES && end - each.position() > 3 * Integer.BYTES; i++) {
      long nameLength = each.word();
      long length = each.word();
      boolean bundle = each.word() == NOTE_TYPE && nameLength == NOTE_OWNER.length;
      bundle &= bundle && Arrays.equals(each.bytes(nameLength, NOTE_OWNER.length), NOTE_OWNER);
      if (bundle) {
        int name = each.octet() | each.octet() << 8;
        each.skip(name);
        long start = each.position();
        return DenoBundle.tell(file, start, start + length - 2 - name, found);
      }
      each.skip(nameLength == NOTE_OWNER.length ? 0 : nameLength + 3 & ~3L);
      each.skip(length + 3 & ~3L);
    }
    return false;
  }

  private boolean denoSection(EvidenceSink found) throws MalformedEvidence, IOException {
    String magic = new String(DenoBundle.MAGIC, US_ASCII);
    Place section = program.sections().place(magic, file);
    if (section == null) {
      section = program.sections().place("__" + magic, file);
    }
    if (section == null && program.sections() instanceof PeSections pe) {
      section = pe.resource(magic.toUpperCase(Locale.ROOT), file);
    }
    return section != null
        && DenoBundle.tell(file, section.offset(), section.offset() + section.length(), found);
  }

  private boolean denoAtEnd(EvidenceSink found) throws MalformedEvidence, IOException {
    if (!program.isAppendedTo(size)) {
      return false;
    }
    ByteBuffer last = ByteBuffer.wrap(file.bytes(size - 16, 16)).order(ByteOrder.LITTLE_ENDIAN);
    if (last.getInt(0) == APPENDED && last.getInt(4) == NAME_SUM) {
      return denoFrom(last.getLong(8), size - 16, found);
    }
    if (last.getInt(4) == APPENDED && last.getInt(8) == NAME_SUM) {
      return denoFrom(Integer.toUnsignedLong(last.getInt(12)), size - 12, found);
    }
    byte[] end = file.bytes(size - DenoBundle.PLACES, DenoBundle.PLACES);
    if (!Arrays.equals(Arrays.copyOf(end, DenoBundle.MAGIC.length), DenoBundle.MAGIC)) {
      return false;
    }
    ByteBuffer places = ByteBuffer.wrap(end).position(DenoBundle.MAGIC.length).slice();
    DenoBundle.tellAtEnd(file, places, size - DenoBundle.PLACES, found);
    return true;
  }

  private boolean denoFrom(long length, long end, EvidenceSink found)
      throws MalformedEvidence, IOException {
    return length > 0 && length < size && DenoBundle.tell(file, size - length, end, found);
  }

  /** The section has the bundle behind its length, or the address where both are. */
  private boolean bunSection(EvidenceSink found) throws MalformedEvidence, IOException {
    Place section =
        program
            .sections()
            .place(program.format() == Executable.Format.MACH_O ? "__bun" : ".bun", file);
    if (section == null || section.length() < Long.BYTES) {
      return false;
    }
    long start = section.offset();
    long length = number(start);
    if (length > section.length() - Long.BYTES) {
      start = program.offsetOf(length);
      length = start < 0 ? 0 : number(start);
    }
    return length > 0
        && length <= size - start - Long.BYTES
        && BunBundle.tell(file, start + Long.BYTES + length, found);
  }

  private boolean bunAtEnd(EvidenceSink found) throws MalformedEvidence, IOException {
    return program.isAppendedTo(size)
        && number(size - Long.BYTES) == size
        && BunBundle.tell(file, size - Long.BYTES, found);
  }

  private long number(long offset) throws MalformedEvidence, IOException {
    return ByteBuffer.wrap(file.bytes(offset, Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }
}
