package io.registrysidecar.inventory.kernel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the release of a Linux kernel: in the header of an image that a boot loader starts ("The
 * Linux/x86 Boot Protocol", {@code kernel_version}), and from the directory of its modules.
 */
public final class KernelDetector implements Detector {

  private static final Id ID = new Id("linux-kernel", 1);
  private static final String MODULES = "/modules.builtin";
  private static final int MAGIC = 0x202;
  private static final int HDRS = 0x53726448;
  private static final int POINTER = 0x20e;
  private static final int SETUP = 0x200;
  private static final int MOST_HEADER = 64 << 10;
  private static final int LONGEST = 128;

  private static final Pattern RELEASE =
      Pattern.compile("([0-9]{1,4}\\.[0-9]{1,6}(?:\\.[0-9]{1,6})?)([\\w.+~-]{0,100}+)");

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    int start = value.lastIndexOf('/') + 1;
    if (value.startsWith("vmlinuz", start) || value.startsWith("bzImage", start)) {
      return Want.STREAM;
    }
    return value.endsWith(MODULES) && value.contains("lib/modules/") ? Want.HEAD : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws IOException {
    String path = file.path().value();
    String text =
        path.endsWith(MODULES)
            ? file.path().parent().fileName()
            : version(file.stream().readNBytes(MOST_HEADER));
    Matcher release = RELEASE.matcher(text);
    if (release.lookingAt()) {
      found.found(PackageFact.of("generic", null, "linux-kernel", release.group()));
    }
  }

  /** The text to which the header points; empty when there is none. */
  private static String version(byte[] image) {
    if (image.length < POINTER + 2) {
      return "";
    }
    ByteBuffer header = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    int start = Short.toUnsignedInt(header.getShort(POINTER)) + SETUP;
    if (header.getInt(MAGIC) != HDRS || start == SETUP || start >= image.length) {
      return "";
    }
    int length = Math.min(LONGEST, image.length - start);
    String text = new String(image, start, length, ISO_8859_1);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
