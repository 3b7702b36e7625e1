package io.registrysidecar.scan;

import io.registrysidecar.advisory.vex.VexReader;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.http.Locations;
import io.registrysidecar.oci.client.http.Transport;
import io.registrysidecar.sign.sigstore.Bundle;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * VEX documents on web servers, each with the bundle that signs it beside it. They are fetched from
 * time to time and kept in a directory, so that a server that is away changes no result; nor does
 * one that gives something else for a while, such as the page of a proxy, or a document whose
 * signature is not there yet.
 */
public final class VexUrls implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(VexUrls.class);
  private static final Duration STALE = Duration.ofDays(7);
  private static final long MOST_BYTES = 64L << 20;

  private final List<URI> addresses;
  private final Path directory;
  private final Function<URI, Transport> transports;
  private final VexBelief belief;
  private final InstantSource clock;
  private final Map<URI, Copy> copies = new ConcurrentHashMap<>();
  private final Map<URI, String> problems = new ConcurrentHashMap<>();
  private final Map<URI, String> refused = new ConcurrentHashMap<>();

  /** What a server gave: the document, and the bundle beside it, or null when there is none. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Given(byte[] document, byte @Nullable [] bundle) {

    long size() {
      return document.length + (bundle == null ? 0L : bundle.length);
    }

    Digest digest() {
      String both =
          Digest.sha256(document) + " " + (bundle == null ? "" : Digest.sha256(bundle).toString());
      return Digest.sha256(both.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * What is left of it once it is read.
   *
   * @param given tells equal documents
   * @param changed when it was seen to be another than before
   * @param checked when the server was last heard
   */
  private record Copy(
      Digest given, long size, VexSources.Heard heard, Instant changed, Instant checked) {

    /** Why nothing of it is used; empty where something may be. */
    Optional<String> refusal() {
      return heard.notes().stream()
          .filter(note ->
              note.code().equals(VexSources.UNREADABLE)
                  || note.code().equals(VexSources.NOT_APPLIED))
          .map(note -> note.message().substring(note.message().indexOf(": ") + 2))
          .findFirst();
    }
  }

  /**
   * Documents at these addresses; what was kept of them before is there at once.
   *
   * @param directory where copies are kept; made when needed
   * @param transports speaks to the server of an address
   * @param belief which of them are believed
   */
  public VexUrls(
      List<URI> addresses,
      Path directory,
      Function<URI, Transport> transports,
      VexBelief belief,
      InstantSource clock) {
    this.addresses = List.copyOf(addresses);
    this.directory = directory;
    this.transports = transports;
    this.belief = belief;
    this.clock = clock;
    this.addresses.forEach(this::recall);
  }

  /** Fetches all of them. */
  @Override
  public void run() {
    addresses.forEach(this::refresh);
  }

  /** What they say, as far as they are believed, and what could not be had. */
  VexSources.Heard heard() {
    VexSources.Heard all = new VexSources.Heard(List.of(), List.of());
    Instant stale = clock.instant().minus(STALE);
    for (URI address : addresses) {
      Copy copy = copies.get(address);
      String problem = problems.getOrDefault(address, "nobody has asked the server since");
      if (copy == null) {
        all =
            all.and(
                VexBelief.unreadable(
                    address, problems.getOrDefault(address, "it was not fetched yet")));
        continue;
      }
      all = all.and(copy.heard());
      String why = refused.get(address);
      if (why != null) {
        all =
            all.and(
                VexBelief.unreadable(
                    address,
                    "a copy of " + day(copy) + " is used, for what is there now is not: " + why));
        continue;
      }
      if (copy.checked().isBefore(stale)) {
        all =
            all.and(
                VexBelief.unreadable(address, "a copy of " + day(copy) + " is used; " + problem));
      }
    }
    return all;
  }

  private static String day(Copy copy) {
    return copy.checked().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** When any of the documents changed last. */
  Instant changed() {
    return copies.values().stream()
        .map(Copy::changed)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  /** Another text when any of the documents is another one. */
  String fingerprint() {
    return addresses.stream()
        .map(address -> {
          Copy copy = copies.get(address);
          return address + " " + (copy == null ? "" : copy.given()) + "\n";
        })
        .collect(Collectors.joining());
  }

  private void refresh(URI address) {
    try {
      Given fresh = fetch(address);
      Instant now = clock.instant();
      Copy before = copies.get(address);
      if (before == null || !before.given().equals(fresh.digest())) {
        checkSize(address, fresh);
        Copy next = copy(address, fresh, now);
        if (before != null && before.refusal().isEmpty() && next.refusal().isPresent()) {
          refused.put(address, next.refusal().get());
          problem(address, next.refusal().get());
          return;
        }
        keep(address, fresh);
        copies.put(address, next);
        LOG.atInfo()
            .addKeyValue("address", Locations.shown(address))
            .addKeyValue("bytes", fresh.size())
            .log("VEX document fetched");
      } else {
        copies.put(
            address,
            new Copy(before.given(), before.size(), before.heard(), before.changed(), now));
      }
      problems.remove(address);
      refused.remove(address);
    } catch (IOException e) {
      problem(address, String.valueOf(e.getMessage()));
    }
  }

  private void problem(URI address, String why) {
    if (!why.equals(problems.put(address, why))) {
      LOG.atWarn()
          .addKeyValue("address", Locations.shown(address))
          .addKeyValue("reason", why)
          .log("VEX document not fetched");
    }
  }

  private Given fetch(URI address) throws IOException {
    var server = new VexDownload(address, transports.apply(address), clock);
    byte[] document =
        server
            .get(address, VexReader.LARGEST)
            .orElseThrow(() -> new IOException("the server has no such document"));
    URI signature = URI.create(address + VexBelief.SIGNATURE);
    return new Given(document, server.get(signature, Bundle.LARGEST).orElse(null));
  }

  private void checkSize(URI address, Given fresh) throws IOException {
    long others =
        copies.entrySet().stream()
            .filter(copy -> !copy.getKey().equals(address))
            .mapToLong(copy -> copy.getValue().size())
            .sum();
    if (others + fresh.size() > MOST_BYTES) {
      throw new IOException("all documents together have more than " + MOST_BYTES + " bytes");
    }
  }

  private Copy copy(URI address, Given given, Instant changed) {
    VexSources.Heard heard = belief.hear(address, given.document(), given.bundle());
    return new Copy(given.digest(), given.size(), heard, changed, changed);
  }

  private void recall(URI address) {
    Path file = file(address);
    try {
      var given = new Given(Files.readAllBytes(file), bundle(address));
      copies.put(address, copy(address, given, Files.getLastModifiedTime(file).toInstant()));
    } catch (NoSuchFileException e) {
      LOG.atDebug().addKeyValue("address", Locations.shown(address)).log("no copy is kept");
    } catch (IOException e) {
      problem(address, "its copy cannot be read: " + e.getMessage());
    }
  }

  private byte @Nullable [] bundle(URI address) throws IOException {
    Path file = signature(address);
    return Files.exists(file) ? Files.readAllBytes(file) : null;
  }

  /**
   * What is between the two is a document with the signature of another: one that is not believed.
   */
  private void keep(URI address, Given given) throws IOException {
    Files.createDirectories(directory);
    byte[] bundle = given.bundle();
    if (bundle == null) {
      Files.deleteIfExists(signature(address));
    } else {
      write(signature(address), bundle);
    }
    write(file(address), given.document());
  }

  private static void write(Path file, byte[] content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, content);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path file(URI address) {
    String name = Digest.sha256(address.toString().getBytes(StandardCharsets.UTF_8)).hex();
    return directory.resolve(name.substring(0, 32) + ".json");
  }

  private Path signature(URI address) {
    Path file = file(address);
    return file.resolveSibling(file.getFileName() + VexBelief.SIGNATURE);
  }
}
