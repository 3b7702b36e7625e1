package io.registrysidecar.publish;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** A log for one run of the program, where nothing is kept. */
public final class MemoryPublicationLog implements PublicationLog {

  private final Map<Key, Map<Digest, Recorded>> subjects = new ConcurrentHashMap<>();
  private final Map<Key, String> settled = new ConcurrentHashMap<>();

  /** An empty log. */
  public MemoryPublicationLog() {}

  @Override
  public List<Entry> of(Subject subject) {
    return subjects.getOrDefault(Key.of(subject), Map.of()).values().stream()
        .map(recorded -> new Entry(recorded.attachment().descriptor(), recorded.seen()))
        .toList();
  }

  @Override
  public Optional<Attachment> attachment(Subject subject, Digest artifact) {
    return Optional.ofNullable(subjects.getOrDefault(Key.of(subject), Map.of()).get(artifact))
        .map(Recorded::attachment);
  }

  @Override
  public void intend(Subject subject, Collection<Attachment> attachments) {
    settled.remove(Key.of(subject));
    change(
        subject,
        entries -> {
          attachments.forEach(
              sent -> entries.putIfAbsent(sent.digest(), new Recorded(sent, false)));
          return entries;
        });
  }

  @Override
  public void seen(Subject subject, Collection<Digest> artifacts) {
    change(
        subject,
        entries -> {
          entries.replaceAll((digest, entry) ->
              artifacts.contains(digest) ? new Recorded(entry.attachment(), true) : entry);
          return entries;
        });
  }

  @Override
  public void removed(Subject subject, Collection<Digest> artifacts) {
    settled.remove(Key.of(subject));
    change(
        subject,
        entries -> {
          entries.keySet().removeAll(artifacts);
          return entries;
        });
  }

  @Override
  public void settle(Subject subject, String inputs) {
    settled.put(Key.of(subject), inputs);
  }

  @Override
  public Optional<String> settled(Subject subject) {
    return Optional.ofNullable(settled.get(Key.of(subject)));
  }

  private void change(Subject subject, UnaryOperator<Map<Digest, Recorded>> change) {
    subjects.compute(
        Key.of(subject),
        (key, before) ->
            change.apply(before == null ? new LinkedHashMap<>() : new LinkedHashMap<>(before)));
  }

  private record Recorded(Attachment attachment, boolean seen) {}

  /** A subject, whoever knows its size. */
  private record Key(String registry, RepositoryName repository, Digest digest) {

    static Key of(Subject subject) {
      return new Key(subject.registry(), subject.repository(), subject.manifest().digest());
    }
  }
}
