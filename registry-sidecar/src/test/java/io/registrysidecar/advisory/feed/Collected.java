package io.registrysidecar.advisory.feed;

import java.util.ArrayList;
import java.util.List;

/** Keeps what it is given. */
final class Collected implements RecordSink {

  final List<RawRecord> records = new ArrayList<>();
  final List<OsvRecord> advisories = new ArrayList<>();
  final List<MalformedRecord> rejected = new ArrayList<>();
  final List<Enrichment> enrichments = new ArrayList<>();
  final List<String> done = new ArrayList<>();

  @Override
  public void record(RawRecord record) {
    records.add(record);
  }

  @Override
  public void advisory(OsvRecord record) {
    advisories.add(record);
  }

  @Override
  public void enrichment(Enrichment entry) {
    enrichments.add(entry);
  }

  @Override
  public void rejected(MalformedRecord record) {
    rejected.add(record);
  }

  @Override
  public void fileDone(String name) {
    done.add(name);
  }

  List<String> ids(FeedLimits limits) {
    OsvParser parser = new OsvParser(limits);
    return records.stream()
        .map(raw -> {
          try {
            return ((OsvRecord) parser.parse(raw)).id();
          } catch (MalformedRecord e) {
            throw new AssertionError(e);
          }
        })
        .toList();
  }
}
