package io.registrysidecar.config;

import java.time.Duration;

/**
 * How much one layer may cost.
 *
 * @param entries how many entries it may have
 * @param pathBytes how long a path may be
 * @param pathDepth how many segments a path may have
 * @param plainBytes how much it may unpack to
 * @param ratio how many times its compressed size it may unpack to
 * @param fileBytes how large a file may be whose content is looked at
 * @param randomAccessBytes how large a file may be that is not read from front to back
 * @param scratchBytes how much all temporary files together may have
 * @param time how long the work on it may take
 * @param checkDiffId whether the digest of the unpacked bytes is compared
 * @param detectorBytes how much each detector may look at
 * @param detectorTime how long each detector may work on it
 * @param detectorFileTime how long each detector may work on a single file
 * @param evidenceBytes how much memory what each detector finds may take
 * @param imageEntries how many entries all layers of an image may have together
 * @param imagePlainBytes how much all layers of an image may unpack to together
 * @param imageRatio how many times their compressed size all layers of an image may unpack to
 * @param imageEvidenceBytes how much memory what is found in all layers of an image may take
 * @param archiveDepth how deep Java archives may lie in each other
 * @param archiveEntries how many entries a Java archive may have
 * @param archivePlainBytes how much a Java archive may unpack to
 * @param archiveRatio how many times its size a Java archive may unpack to
 * @param partial whether layers may be read by their tables of contents
 */
public record LayerSettings(
    int entries,
    int pathBytes,
    int pathDepth,
    ByteSize plainBytes,
    int ratio,
    ByteSize fileBytes,
    ByteSize randomAccessBytes,
    ByteSize scratchBytes,
    Duration time,
    boolean checkDiffId,
    ByteSize detectorBytes,
    Duration detectorTime,
    Duration detectorFileTime,
    ByteSize evidenceBytes,
    int imageEntries,
    ByteSize imagePlainBytes,
    int imageRatio,
    ByteSize imageEvidenceBytes,
    int archiveDepth,
    int archiveEntries,
    ByteSize archivePlainBytes,
    int archiveRatio,
    boolean partial) {

  static LayerSettings of(Settings values) {
    return new LayerSettings(
        values.get(LayerKeys.ENTRIES),
        values.get(LayerKeys.PATH_BYTES),
        values.get(LayerKeys.PATH_DEPTH),
        values.get(LayerKeys.PLAIN_BYTES),
        values.get(LayerKeys.RATIO),
        values.get(LayerKeys.FILE_BYTES),
        values.get(LayerKeys.RANDOM_ACCESS_BYTES),
        values.get(LayerKeys.SCRATCH_BYTES),
        values.get(LayerKeys.TIME),
        values.get(LayerKeys.CHECK_DIFF_ID),
        values.get(LayerKeys.DETECTOR_BYTES),
        values.get(LayerKeys.DETECTOR_TIME),
        values.get(LayerKeys.DETECTOR_FILE_TIME),
        values.get(LayerKeys.EVIDENCE_BYTES),
        values.get(LayerKeys.IMAGE_ENTRIES),
        values.get(LayerKeys.IMAGE_PLAIN_BYTES),
        values.get(LayerKeys.IMAGE_RATIO),
        values.get(LayerKeys.IMAGE_EVIDENCE_BYTES),
        values.get(LayerKeys.ARCHIVE_DEPTH),
        values.get(LayerKeys.ARCHIVE_ENTRIES),
        values.get(LayerKeys.ARCHIVE_PLAIN_BYTES),
        values.get(LayerKeys.ARCHIVE_RATIO),
        values.get(LayerKeys.PARTIAL));
  }
}
