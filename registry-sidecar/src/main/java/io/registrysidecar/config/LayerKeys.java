package io.registrysidecar.config;

import java.time.Duration;
import java.util.List;

/** The keys that bound what layers may cost. Results name the limit that stopped them. */
final class LayerKeys {

  static final Key<Integer> ENTRIES =
      Key.fixed(
          "layers.entries",
          "SIDECAR_LAYERS_ENTRIES",
          ValueTypes.number(1, Integer.MAX_VALUE),
          "2000000",
          "How many entries a layer may have.");
  static final Key<Integer> PATH_BYTES =
      Key.fixed(
          "layers.path-bytes",
          "SIDECAR_LAYERS_PATH_BYTES",
          ValueTypes.number(1, 65536),
          "4096",
          "How long a path may be, in bytes; a longer one is left out.");
  static final Key<Integer> PATH_DEPTH =
      Key.fixed(
          "layers.path-depth",
          "SIDECAR_LAYERS_PATH_DEPTH",
          ValueTypes.number(1, 4096),
          "256",
          "How many segments a path may have; a deeper one is left out.");
  static final Key<ByteSize> PLAIN_BYTES =
      Key.fixed(
          "layers.plain-bytes",
          "SIDECAR_LAYERS_PLAIN_BYTES",
          ValueTypes.SIZE,
          "64GiB",
          "How much a layer may unpack to.");
  static final Key<Integer> RATIO =
      Key.fixed(
          "layers.ratio",
          "SIDECAR_LAYERS_RATIO",
          ValueTypes.number(1, 1_000_000),
          "250",
          "How many times its compressed size a layer may unpack to, once it has unpacked to 1"
              + " GiB.");
  static final Key<ByteSize> FILE_BYTES =
      Key.fixed(
          "layers.file-bytes",
          "SIDECAR_LAYERS_FILE_BYTES",
          ValueTypes.SIZE,
          "4GiB",
          "How large a file may be whose content is looked at.");
  static final Key<ByteSize> RANDOM_ACCESS_BYTES =
      Key.fixed(
          "layers.random-access-bytes",
          "SIDECAR_LAYERS_RANDOM_ACCESS_BYTES",
          ValueTypes.SIZE,
          "1GiB",
          "How large a file may be that is not read from front to back, such as a database.");
  static final Key<ByteSize> SCRATCH_BYTES =
      Key.fixed(
          "layers.scratch-bytes",
          "SIDECAR_LAYERS_SCRATCH_BYTES",
          ValueTypes.SIZE,
          "4GiB",
          "How much all temporary files together may have.");
  static final Key<Duration> TIME =
      Key.fixed(
          "layers.time",
          "SIDECAR_LAYERS_TIME",
          ValueTypes.DURATION,
          "15m",
          "How long the work on a layer may take, waiting for its bytes not counted.");
  static final Key<Boolean> CHECK_DIFF_ID =
      Key.fixed(
          "layers.check-diff-id",
          "SIDECAR_LAYERS_CHECK_DIFF_ID",
          ValueTypes.FLAG,
          "true",
          "Whether the digest of the unpacked bytes is compared with the one in the image's"
              + " configuration. Costs about a tenth of the time.");
  static final Key<ByteSize> DETECTOR_BYTES =
      Key.fixed(
          "layers.detector-bytes",
          "SIDECAR_LAYERS_DETECTOR_BYTES",
          ValueTypes.SIZE,
          "16GiB",
          "How much each detector may look at in a layer, with what it unpacks from archives.");
  static final Key<Duration> DETECTOR_TIME =
      Key.fixed(
          "layers.detector-time",
          "SIDECAR_LAYERS_DETECTOR_TIME",
          ValueTypes.DURATION,
          "5m",
          "How long each detector may work on a layer, waiting for its bytes not counted.");
  static final Key<Duration> DETECTOR_FILE_TIME =
      Key.fixed(
          "layers.detector-file-time",
          "SIDECAR_LAYERS_DETECTOR_FILE_TIME",
          ValueTypes.DURATION,
          "1m",
          "How long each detector may work on a single file.");
  static final Key<ByteSize> EVIDENCE_BYTES =
      Key.fixed(
          "layers.evidence-bytes",
          "SIDECAR_LAYERS_EVIDENCE_BYTES",
          ValueTypes.SIZE,
          "32MiB",
          "How much memory what each detector finds in a layer may take.");
  static final Key<Integer> IMAGE_ENTRIES =
      Key.fixed(
          "layers.image-entries",
          "SIDECAR_LAYERS_IMAGE_ENTRIES",
          ValueTypes.number(1, Integer.MAX_VALUE),
          "10000000",
          "How many entries all layers of an image that are read for it may have together.");
  static final Key<ByteSize> IMAGE_PLAIN_BYTES =
      Key.fixed(
          "layers.image-plain-bytes",
          "SIDECAR_LAYERS_IMAGE_PLAIN_BYTES",
          ValueTypes.SIZE,
          "256GiB",
          "How much all layers of an image that are read for it may unpack to together.");
  static final Key<Integer> IMAGE_RATIO =
      Key.fixed(
          "layers.image-ratio",
          "SIDECAR_LAYERS_IMAGE_RATIO",
          ValueTypes.number(1, 1_000_000),
          "250",
          "How many times their compressed size all layers of an image that are read for it may"
              + " unpack to together, once they have unpacked to 8 GiB.");
  static final Key<ByteSize> IMAGE_EVIDENCE_BYTES =
      Key.fixed(
          "layers.image-evidence-bytes",
          "SIDECAR_LAYERS_IMAGE_EVIDENCE_BYTES",
          ValueTypes.SIZE,
          "64MiB",
          "How much memory what is found in all layers of an image may take, known layers"
              + " included.");
  static final Key<Integer> ARCHIVE_DEPTH =
      Key.fixed(
          "layers.archive-depth",
          "SIDECAR_LAYERS_ARCHIVE_DEPTH",
          ValueTypes.number(1, 64),
          "6",
          "How deep Java archives may lie in each other, the outermost counted.");
  static final Key<Integer> ARCHIVE_ENTRIES =
      Key.fixed(
          "layers.archive-entries",
          "SIDECAR_LAYERS_ARCHIVE_ENTRIES",
          ValueTypes.number(1, Integer.MAX_VALUE),
          "1000000",
          "How many entries a Java archive may have, with those of the archives in it.");
  static final Key<ByteSize> ARCHIVE_PLAIN_BYTES =
      Key.fixed(
          "layers.archive-plain-bytes",
          "SIDECAR_LAYERS_ARCHIVE_PLAIN_BYTES",
          ValueTypes.SIZE,
          "4GiB",
          "How much what is read of a Java archive may unpack to.");
  static final Key<Integer> ARCHIVE_RATIO =
      Key.fixed(
          "layers.archive-ratio",
          "SIDECAR_LAYERS_ARCHIVE_RATIO",
          ValueTypes.number(1, 1_000_000),
          "200",
          "How many times its size that may be, once it is 64 MiB.");

  static final Key<Boolean> PARTIAL =
      Key.fixed(
          "layers.partial",
          "SIDECAR_LAYERS_PARTIAL",
          ValueTypes.FLAG,
          "false",
          "Whether layers that bring a table of contents (eStargz, zstd:chunked, SOCI) are read by"
              + " it, so that only the chunks that are needed are fetched: of images by skopeo and"
              + " podman a sixth of the bytes, of eStargz images with chunks of the usual 4 MiB"
              + " more than half. A file that such a table leaves out is then not seen, and a SOCI"
              + " index can be added to an image by everybody who may push to its repository: allow"
              + " it where you trust these.");

  static final List<Key<?>> ALL =
      List.of(
          ENTRIES,
          PATH_BYTES,
          PATH_DEPTH,
          PLAIN_BYTES,
          RATIO,
          FILE_BYTES,
          RANDOM_ACCESS_BYTES,
          SCRATCH_BYTES,
          TIME,
          CHECK_DIFF_ID,
          DETECTOR_BYTES,
          DETECTOR_TIME,
          DETECTOR_FILE_TIME,
          EVIDENCE_BYTES,
          IMAGE_ENTRIES,
          IMAGE_PLAIN_BYTES,
          IMAGE_RATIO,
          IMAGE_EVIDENCE_BYTES,
          ARCHIVE_DEPTH,
          ARCHIVE_ENTRIES,
          ARCHIVE_PLAIN_BYTES,
          ARCHIVE_RATIO,
          PARTIAL);

  private LayerKeys() {}
}
