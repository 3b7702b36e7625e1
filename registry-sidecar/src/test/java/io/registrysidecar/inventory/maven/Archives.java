package io.registrysidecar.inventory.maven;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Jars.jar;
import static io.registrysidecar.testing.Jars.maven;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.testing.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the detector finds in one archive of an image. */
final class Archives {

  private Archives() {}

  static Evidence read(String path, byte[] archive) {
    return Evidence.of(new JavaArchiveDetector(ArchiveLimits.DEFAULT), file(path, archive));
  }
}
