package io.registrysidecar.image;

import static io.registrysidecar.image.TestLayers.PLAIN;
import static io.registrysidecar.image.TestLayers.context;
import static io.registrysidecar.image.TestLayers.layer;
import static io.registrysidecar.testing.Contents.directory;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.hardLink;
import static io.registrysidecar.testing.Contents.opaque;
import static io.registrysidecar.testing.Contents.program;
import static io.registrysidecar.testing.Contents.symbolicLink;
import static io.registrysidecar.testing.Contents.whiteout;
import static io.registrysidecar.testing.ImageBuilder.tar;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.image.LayerEntry.Kind;
import io.registrysidecar.testing.LayerContent;
import io.registrysidecar.testing.TarChecksum;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The entries of a layer as a reader sees them: their kinds, and paths that mean what a runtime
 * makes of them.
 */
class LayerEntriesTest {

  private final RecordingVisitor visitor = new RecordingVisitor();

  @Test
  void everyKindOfEntryIsShown() throws Exception {
    read(
        directory("etc"),
        file("etc/hostname", "box\n"),
        program("bin/sh", new byte[] {1}),
        symbolicLink("bin/bash", "sh"),
        hardLink("bin/ash", "bin/sh"),
        layer -> layer.entry(new TarArchiveEntry("dev/null", TarConstants.LF_CHR), new byte[0]),
        whiteout("etc/motd"),
        opaque("var/lib"));

    assertThat(visitor.entries)
        .extracting(e -> e.path().value(), LayerEntry::kind, LayerEntry::target)
        .containsExactly(
            tuple("etc", Kind.DIRECTORY, null),
            tuple("etc/hostname", Kind.FILE, null),
            tuple("bin/sh", Kind.FILE, null),
            tuple("bin/bash", Kind.SYMBOLIC_LINK, "sh"),
            tuple("bin/ash", Kind.HARD_LINK, "bin/sh"),
            tuple("dev/null", Kind.SPECIAL, null),
            tuple("etc/motd", Kind.WHITEOUT, null),
            tuple("var/lib", Kind.OPAQUE, null));
    assertThat(visitor.entries.get(2).mode()).isEqualTo(0755);
    assertThat(visitor.contents).containsEntry("etc/hostname", "box\n");
  }

  @ParameterizedTest
  @CsvSource({
    "./etc/passwd, etc/passwd",
    "/etc/passwd, etc/passwd",
    "etc//./passwd, etc/passwd",
    "usr/../etc/passwd, etc/passwd",
  })
  void pathsAreNormalised(String path, String expected) throws Exception {
    LayerSummary summary = read(raw(path, "x"));

    assertThat(visitor.paths()).containsExactly(expected);
    assertThat(summary.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "usr/../../etc/passwd", "/../etc/passwd"})
  void aPathThatLeadsOutEndsAtTheRootWithANote(String path) throws Exception {
    LayerSummary summary = read(raw(path, "x"));

    assertThat(visitor.paths()).containsExactly("etc/passwd");
    assertThat(summary.notes())
        .extracting(CoverageNote::code, CoverageNote::path)
        .containsExactly(tuple("path-escapes", "etc/passwd"));
  }

  @Test
  void theRootItselfIsNoEntry() throws Exception {
    read(directory("."), file("a", "x"));

    assertThat(visitor.paths()).containsExactly("a");
  }

  @Test
  void bytesThatAreNotUtf8StayDistinct() throws Exception {
    byte[] first = tar(file("caf?", "1"));
    first[3] = (byte) 0xe9;
    byte[] second = tar(file("caf?", "2"));
    second[3] = (byte) 0xe8;
    TarChecksum.repair(first);
    TarChecksum.repair(second);

    read(layer(PLAIN, first));
    read(layer(PLAIN, second));

    assertThat(visitor.contents).containsEntry("caf\\xe9", "1").containsEntry("caf\\xe8", "2");
  }

  @Test
  void aPathWithNulIsLeftOut() throws Exception {
    LayerSummary summary =
        read(
            layer -> {
              byte[] header = "24 path=etc/passwd\0.png\n".getBytes(US_ASCII);
              TarArchiveEntry entry =
                  new TarArchiveEntry("pax", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
              entry.setSize(header.length);
              layer.entry(entry, header);
            },
            file("harmless", "x"),
            file("after", "x"));

    assertThat(visitor.paths()).containsExactly("after");
    assertThat(summary.notes()).extracting(CoverageNote::code).containsExactly("path-malformed");
  }

  @Test
  void theBookkeepingOfUnionFileSystemsIsPassedOver() throws Exception {
    read(
        file(".wh..wh.aufs", ""),
        directory(".wh..wh.orph"),
        file(".wh..wh.plnk/12.34", "x"),
        file("etc/.wh.", ""),
        file("etc/.wh...", ""),
        file("etc/kept", "x"));

    assertThat(visitor.paths()).containsExactly("etc/kept");
  }

  @Test
  void aMillionNotesOfOneKindAreTenAndACount() throws Exception {
    LayerContent[] escaping = new LayerContent[25];
    Arrays.fill(escaping, raw("../a", "x"));

    assertThat(read(escaping).notes())
        .hasSize(11)
        .last()
        .extracting(CoverageNote::message)
        .isEqualTo("and 15 more of this kind in this layer");
  }

  private LayerSummary read(LayerContent... contents) throws Exception {
    return read(layer(contents));
  }

  private LayerSummary read(BlobLayer layer) throws Exception {
    return layer.read(visitor, context(LayerLimits.DEFAULT));
  }

  /** A file whose name is written as it is. */
  private static LayerContent raw(String path, String content) {
    return layer -> {
      TarArchiveEntry entry = new TarArchiveEntry(path, true);
      entry.setSize(content.length());
      layer.entry(entry, content.getBytes(US_ASCII));
    };
  }
}
